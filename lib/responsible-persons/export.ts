import "server-only";
import { stream } from "@/lib/access/stream";
import type { Viewer } from "@/lib/access/viewer";
import type { FileFormat } from "@/lib/downloads";
import { exportNote, type ExportWords as Words } from "@/lib/export-note";
import type { Book, Cell, Column } from "@/lib/spreadsheets/book";
import { type PersonFilter, personQuery } from "./filter";
import type { PersonOptions } from "./queries";
import { cellsOf, rowsInOrder, rowsShown } from "./rows";
import { kinds } from "./rules";

const columns = {
  customer: { heading: "customers.name", kind: "text", width: 36 },
  number: { heading: "customer.number", kind: "text", width: 14 },
  archived: { heading: "customers.archived", kind: "yesNo", width: 12 },
  group: { heading: "customer.groupId", kind: "text" },
  project: { heading: "persons.project", kind: "text", width: 30 },
  person: { heading: "persons.person", kind: "text", width: 28 },
  left: { heading: "persons.left", kind: "yesNo", width: 12 },
  email: { heading: "contact.email", kind: "text", width: 32 },
  role: { heading: "persons.role", kind: "text", width: 24 },
  validFrom: { heading: "persons.from", kind: "date" },
  validTo: { heading: "persons.until", kind: "date" },
  isSeller: { heading: "persons.seller", kind: "yesNo", width: 12 },
  sellsHere: { heading: "persons.sellsHere", kind: "yesNo", width: 14 },
  sells: { heading: "persons.sells", kind: "text", width: 40 },
} as const satisfies Record<string, Column>;

type Wish = { filter: PersonFilter; format: FileFormat };

/** The rows of the list in their order, in batches; cells in the order of `columns`. */
export const exportPersons = stream(
  "export",
  "responsiblePersons.exported",
  (scope, { filter, format }: Wish, { t, locale, options }: Words & { options: PersonOptions }) => ({
    query: rowsShown(scope, rowsInOrder(scope, filter, { way: "seek", locale }), locale),
    row: inWords(t, options, Object.keys(cellsOf(scope))),
    facts: { ...factsOf(filter), format },
  }),
);

/** What was asked for, as the log keeps it: no names, no words that were searched for. */
const factsOf = (filter: PersonFilter): Record<string, string | number | boolean | null> => {
  const { q, ...words } = personQuery(filter);
  return { ...Object.fromEntries(Object.entries(words).filter(([, word]) => word)), searched: q !== "" };
};

/** Responsible persons as a workbook or .csv is made of. @param about what the second sheet says of the filter */
export async function personBook(
  viewer: Viewer,
  wish: Wish & { about: [label: string, value: string][]; options: PersonOptions },
  words: Words,
): Promise<Book> {
  const { t } = words;
  return {
    sheetName: t("persons.title"),
    columns: Object.values(columns).map((column) => ({ ...column, heading: t(column.heading) })),
    rows: await exportPersons(viewer, wish, { ...words, options: wish.options }),
    ...exportNote(viewer, wish.about, words),
  };
}

/** Ids become words in the reader's language. */
function inWords(t: Words["t"], { roles, projectRoles }: PersonOptions, order: string[]): (cells: unknown[]) => Cell[] {
  const named = (rows: PersonOptions["roles"]) => new Map(rows.map(({ id, name }) => [id, name]));
  const names = { responsible: named(roles), participant: named(projectRoles) };
  const at = (name: string) => order.indexOf(name);
  const roleOf = (cells: unknown[]): string => {
    const kind = kinds[Number(cells[at("kind")])] ?? "responsible";
    if (kind === "owner" || kind === "manager") return t(`persons.${kind}`);
    return names[kind].get(Number(cells[at("roleId")])) ?? (kind === "participant" ? t("persons.participant") : "");
  };
  return (cells) =>
    (Object.keys(columns) as (keyof typeof columns)[]).map((name): Cell => {
      if (name === "role") return roleOf(cells);
      if (name === "archived") return Number(cells[at("tab")]) === 2;
      if (name === "sells") return (cells[at("sells")] as string[]).join(", ");
      return cells[at(name)] as Cell;
    });
}
