import { figureFilter, groupingIn } from "@/lib/financials/filter";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { figurePage, type Place } from "../../financials/figure-page";

const place: Place = { address: paths.financialReport, exportAddress: paths.exportFinancialReport };

/** The profitability of a grouping, or of all customers: what the address asks for, for those who have both rights. */
export async function reportAt(params: Params) {
  const viewer = await currentViewer();
  if (!viewer.can("money.read") || !viewer.can("reports")) absent();
  const grouping = groupingIn(params);
  const page = await figurePage(viewer, { ...figureFilter(params, viewer), whose: { grouping } }, place);
  return { grouping, page };
}
