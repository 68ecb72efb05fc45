import { hasData } from "../../db/embedded.ts";

/** Where the embedded database of a data folder is. */
export const dataOf = (folder: string): string => `${folder}/postgres`;

/** Where a restore brings it into being. */
export const draftOf = (folder: string): string => `${folder}/postgres.restoring`;

/** A restore ended early, and there is no other data: starting would begin a new register. */
export const isHalfRestored = (folder: string): boolean => hasData(draftOf(folder)) && !hasData(dataOf(folder));
