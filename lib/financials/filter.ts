import type { Viewer } from "@/lib/access/viewer";
import { type Grouping, groupingOf, groupingText } from "@/lib/groupings/filter";
import { idOf, known, oneOf, type Params } from "@/lib/list-address";
import { monthOf, type View, views, yearOf } from "./rules";

/** What the lines of customers and projects can be sorted by. */
export const orders = ["name", "revenue", "billing", "margin", "marginPercent"] as const;
export type Order = (typeof orders)[number];

/** What an address may say of figures, wherever they are from. */
export type FigureFilter = {
  year: number;
  view: View;
  /** The first day of the month whose figures are taken apart; null = those of the whole year. */
  month: string | null;
  order: Order;
  descending: boolean;
  page: number;
};

/** Whose figures: of a customer and perhaps of the units below it, of one of its projects or of none, or of a grouping. */
export type Whose =
  | { customer: number; below: boolean; project: number | "none" | null }
  | { grouping: Grouping | null };

export type Asked = FigureFilter & { whose: Whose };

/** Several customers are taken apart customer by customer, a single one project by project. */
export const isRolledUp = (whose: Whose): boolean => "grouping" in whose || whose.below;

/** Whether somebody sees the profitability of groupings: money, and reports. */
export const seesProfitability = (viewer: Viewer): boolean => viewer.can("money.read") && viewer.can("reports");

const usualOrder: Order = "billing";

/** Nonsense becomes what is usual: this year, as expected, largest billing first. */
export function figureFilter(params: Params, viewer: Viewer): FigureFilter {
  const { today } = viewer.facts;
  const order = known(orders, oneOf(params, "order")) ?? usualOrder;
  const way = oneOf(params, "way");
  const month = monthIn(oneOf(params, "month"));
  return {
    year: month ? yearOf(month) : (yearIn(oneOf(params, "year")) ?? yearOf(today)),
    view: known(views, oneOf(params, "view")) ?? "expected",
    month,
    order,
    descending: order === "name" ? way === "down" : way !== "up",
    page: Math.min(idOf(oneOf(params, "page")) ?? 1, 100_000),
  };
}

const yearIn = (text: string): number | null => (/^(19|20|21)\d\d$/.test(text) ? Number(text) : null);
const monthIn = (text: string): string | null => (/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text) ? `${text}-01` : null);

/** One project of the customer, or "none" for what belongs to none of them. */
export function projectIn(params: Params): number | "none" | null {
  const text = oneOf(params, "project");
  return text === "none" ? text : idOf(text);
}

export const groupingIn = (params: Params): Grouping | null => groupingOf(oneOf(params, "grouping"));

type Words = Record<string, string | number | null>;

/** Whose figures an address means, as it says it itself; the customer stands in the path. */
export function whoseQuery(whose: Whose): Words {
  if ("grouping" in whose) return { grouping: groupingText(whose.grouping) || null };
  return { project: whose.project, units: whose.below ? "below" : null };
}

/** The whole of what is asked as an address says it, without the page; what is usual is left out. */
export function figureQuery({ whose, ...filter }: Asked, viewer: Viewer): Words {
  const { year, view, month, order, descending } = filter;
  return {
    year: month || year === yearOf(viewer.facts.today) ? null : year,
    month: month?.slice(0, 7) ?? null,
    view: view === "expected" ? null : view,
    ...whoseQuery(whose),
    order: order === usualOrder ? null : order,
    way: descending === (order !== "name") ? null : descending ? "down" : "up",
  };
}

/** Whether a month of a view shows what happened, rather than what was foreseen. */
export const isActual = (view: View, month: string, today: string): boolean =>
  view === "actual" || (view === "expected" && month < monthOf(today));
