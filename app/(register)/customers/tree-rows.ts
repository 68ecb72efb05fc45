import { type Html, html } from "@/components/rows";
import type { ListedCustomer, ListedUnit } from "@/lib/customers/list";
import { paths } from "@/lib/paths";

/** How far in a row stands: its name in a table, the whole of it as a card on a phone. */
const indents = [
  { row: "", name: "" },
  { row: "ps-4", name: "md:ps-6" },
  { row: "ps-8", name: "md:ps-12" },
  { row: "ps-12", name: "md:ps-18" },
  { row: "ps-16", name: "md:ps-24" },
  { row: "ps-20", name: "md:ps-30" },
] as const;
const deepest = indents.length - 1;

/** @param depth units above it in the tree */
export const indentAt = (depth: number) => indents[Math.min(depth, deepest)] ?? indents[0];

type Tree = {
  rows: readonly ListedCustomer[];
  /** Everything below them, in reading order. */
  units: readonly ListedUnit[];
  row: (customer: ListedCustomer, unit?: ListedUnit) => Html;
  /** Columns of the table. */
  span: number;
  more: (n: number) => string;
};

/** Each customer with the units below it; of those that do not fit there is a link to the rest. */
export function treeRows({ rows, units, row, span, more }: Tree): Html[] {
  const branches = Map.groupBy(units, ({ top }) => top);
  return rows.flatMap((customer) => {
    const branch = branches.get(customer.id) ?? [];
    const left = (branch[0]?.total ?? 0) - branch.length;
    return [
      row(customer),
      ...branch.map((unit) => row(unit, unit)),
      ...(left > 0 ? [moreRow(customer.id, span, more(left))] : []),
    ];
  });
}

const moreRow = (under: number, span: number, words: string) =>
  html`<tr class="${indentAt(1).row}"><td colspan="${span}"><a href="${paths.customers({ under, unit: "all", view: "flat" })}">${words}</a></td></tr>`;
