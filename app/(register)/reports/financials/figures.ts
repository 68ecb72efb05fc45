import { figureFilter, groupingIn, seesProfitability } from "@/lib/financials/filter";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { currentViewer } from "@/lib/session";

/** What the address of the report asks for: a grouping, or all customers. For those who have both rights. */
export async function askedOfReport(params: Params) {
  const viewer = await currentViewer();
  if (!seesProfitability(viewer)) absent();
  const grouping = groupingIn(params);
  return { viewer, grouping, asked: { ...figureFilter(params, viewer), whose: { grouping } } };
}
