import type { ReactNode } from "react";
import type { Params } from "@/lib/list-address";
import { FlashLine } from "../flash-line";

/** What stands still between the tabs and the form: what was just done, a search. */
export function TabTop({ params, children }: { params: Params; children?: ReactNode }) {
  if (!params.flash && !children) return null;
  return (
    <div className="-mb-1 px-4 pt-4 md:px-6 md:pt-6">
      <FlashLine params={params} />
      {children}
    </div>
  );
}
