import type { ReactNode } from "react";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import type { MatrixFilter } from "@/lib/matrix/filter";

/** What a panel of the matrix is given. */
export type MatrixScope = {
  viewer: Viewer;
  filter: MatrixFilter;
  /** Everything the address says, for a panel's own words. */
  params: Params;
  /** The address of the matrix as it is, without panel and flash: where "Close" leads and a change comes back to. */
  here: string;
};

/**
 * Turns the `panel` of an address into what it opens, or null where the name is another part's. A panel without the
 * right is not there (`absent`).
 */
export type OpenPanel = (scope: MatrixScope, panel: string) => ReactNode | null;
