import type { FigureRow } from "./figures";

/** Amounts as decimals in the organisation's currency, null where there are none; margin % with one decimal. */
export type Figures = Pick<
  FigureRow,
  "revenue" | "billing" | "labour" | "otherCosts" | "margin" | "marginPercent" | "lastBilling"
>;

/** A customer or a project; without an id what belongs to no project. */
export type Part = Figures & { id: number | null; name: string | null; number: string | null };

/** What the figures of a year are made of, from the rows of one statement. */
export function assembled(rows: readonly FigureRow[]) {
  const of = (kind: FigureRow["kind"]) => rows.filter((row) => row.kind === kind);
  const [total] = of("total");
  if (!total) throw new Error("figures without a total");
  const parts = of("part");
  return {
    /** The twelve months, each by its first day. */
    months: of("month").map((row) => ({ ...figuresIn(row), month: row.key ?? "" })),
    total: { ...figuresIn(total), change: total.change },
    /** Whether the year, or the one before it, has any amounts. */
    isEmpty: total.n === 0 && of("missing").length === 0,
    parts: parts.map((row): Part => ({ ...figuresIn(row), ...nameIn(row) })),
    partCount: parts[0]?.n ?? 0,
    options: of("option").map(nameIn),
    years: of("year").map(({ key }) => Number(key)),
    /** What one of the organisation's currency is worth in another. */
    rates: of("rate").map(({ key, billing, day }) => ({ currency: key ?? "", worth: billing ?? "", day: day ?? "" })),
    missing: of("missing").map(({ key, n }) => ({ currency: key ?? "", count: n })),
  };
}

export type YearFigures = ReturnType<typeof assembled>;

const nameIn = ({ key, name, number }: FigureRow) => ({ id: key === null ? null : Number(key), name, number });

function figuresIn({ revenue, billing, labour, otherCosts, margin, marginPercent, lastBilling }: FigureRow): Figures {
  return { revenue, billing, labour, otherCosts, margin, marginPercent, lastBilling };
}
