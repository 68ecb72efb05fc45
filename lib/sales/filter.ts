import { known, oneOf, type Params } from "@/lib/list-address";

/** Which sales cases a card shows. */
export const shownSales = ["all", "open", "closed"] as const;

export type SalesFilter = {
  shown: (typeof shownSales)[number];
  /** How many times a page of rows. */
  show: number;
};

export const firstSales: SalesFilter = { shown: "all", show: 1 };

/** Rows that a card shows at once. */
export const pageSize = 50;

/** As the address says it: `?sales=open&salesShow=2`. */
export const salesFilter = (params: Params): SalesFilter => ({
  shown: known(shownSales, oneOf(params, "sales")) ?? "all",
  show: Math.min(Math.max(Math.trunc(Number(oneOf(params, "salesShow"))) || 1, 1), 100),
});

/** What is usual is left out. */
export const salesQuery = ({ shown, show }: SalesFilter) => ({
  sales: shown === "all" ? null : shown,
  salesShow: show === 1 ? null : show,
});
