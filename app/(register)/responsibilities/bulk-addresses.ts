import { type MatrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { paths } from "@/lib/paths";
import { type Wish, wishQuery } from "@/lib/responsibility-bulk/rules";

/** The address of a panel of bulk changes. @param words what has been chosen so far */
export const bulkAddress = (
  filter: MatrixFilter,
  panel: string,
  words: Record<string, string | number | null>,
): string => paths.responsibilities({ ...matrixQuery(filter), panel, ...words });

/** @param isAnew something has changed since the preview before, which this one says */
export const previewAddress = (filter: MatrixFilter, panel: string, wish: Wish, isAnew = false): string =>
  bulkAddress(filter, panel, { ...wishQuery(wish), step: "preview", changed: isAnew ? "1" : null });
