import type { Grants } from "@/lib/access/permissions";
import { allows, isWithin } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";

type Profile = { grants: Grants | null; reach: readonly string[] | null };

const held = ({ grants, reach }: Profile) => ({ grants: grants ?? {}, reach: reach ?? [] });

/** Nobody hands out more than they hold, and nobody rules over somebody who holds more. */
export const isWithinOwn = (viewer: Viewer, profile: Profile): boolean =>
  isWithin(held(profile), { grants: viewer.facts.grants, reach: viewer.facts.reach });

/** Somebody like this has to be left, or nobody could let anybody in again. */
export const mayLetIn = (profile: Profile): boolean => {
  const { grants } = held(profile);
  return allows(grants, "people") && allows(grants, "permissions");
};
