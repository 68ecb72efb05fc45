import "server-only";
import { asc, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { stream } from "@/lib/access/stream";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { countryName } from "@/lib/countries";
import type { FileFormat } from "@/lib/downloads";
import { exportNote, type ExportWords as Words } from "@/lib/export-note";
import { collationOf, intlTag, localeNames } from "@/lib/locale/choice";
import { chosen, factsOf } from "@/lib/mailing-lists/filter";
import type { Book, Cell, Column } from "@/lib/spreadsheets/book";
import type { ContactFilter } from "./filter";
import type { RegisterOptions } from "./queries";

type Names = Record<"roles" | "keywords", Map<number, string>>;

const columns = {
  firstName: { heading: "contact.firstName", kind: "text", width: 18 },
  lastName: { heading: "contact.lastName", kind: "text", width: 22 },
  title: { heading: "contact.title", kind: "text", width: 24 },
  customer: { heading: "contacts.customer", kind: "text", width: 36 },
  number: { heading: "customer.number", kind: "text", width: 14 },
  country: { heading: "customer.country", kind: "text", width: 14 },
  roles: { heading: "contact.roles", kind: "text" },
  keywords: { heading: "contact.keywords", kind: "text" },
  email: { heading: "contact.email", kind: "text", width: 32 },
  phone: { heading: "contact.phone", kind: "text", width: 20 },
  mobile: { heading: "contact.mobile", kind: "text", width: 20 },
  language: { heading: "contact.language", kind: "text", width: 12 },
  noMailings: { heading: "contact.noMailings", kind: "yesNo", width: 14 },
  inactive: { heading: "contact.inactive", kind: "yesNo", width: 12 },
  updated: { heading: "export.updated", kind: "dateTime" },
} as const satisfies Record<string, Column>;

type Name = keyof typeof columns;
const allNames = Object.keys(columns) as Name[];
const namesFor = (viewer: Viewer): Name[] => allNames.filter((name) => name !== "roles" || viewer.uses("roles"));

/** The rows of an export, in batches; cells in the order of `namesFor`. */
export const exportContacts = stream(
  "export",
  "contacts.exported",
  (scope, wish: { filter: ContactFilter; format: FileFormat }, words: Words & Names) => ({
    query: exported(scope, wish.filter, words.locale),
    row: inWords(words, namesFor(scope.viewer)),
    facts: { ...factsOf(wish.filter), format: wish.format },
  }),
);

type Wish = {
  filter: ContactFilter;
  format: FileFormat;
  about: [label: string, value: string][];
  options: RegisterOptions;
};

/** Contacts as a workbook or .csv is made of. @param about what the second sheet says of the filter */
export async function contactBook(
  viewer: Viewer,
  { filter, format, about, options }: Wish,
  words: Words,
): Promise<Book> {
  const { t } = words;
  const named = (rows: { id: number; name: string }[]) => new Map(rows.map((row) => [row.id, row.name]));
  const lookups = { roles: named(options.roles), keywords: named(options.keywords) };
  return {
    sheetName: t("contacts.title"),
    columns: namesFor(viewer).map((column) => ({ ...columns[column], heading: t(columns[column].heading) })),
    rows: await exportContacts(viewer, { filter, format }, { ...words, ...lookups }),
    ...exportNote(viewer, about, words),
  };
}

function exported(scope: ReadScope, filter: ContactFilter, locale: Locale) {
  const { listedContacts: contacts } = scope.tables;
  const cells = {
    firstName: contacts.firstName,
    lastName: contacts.lastName,
    title: contacts.title,
    customer: contacts.customerName,
    number: contacts.customerNumber,
    country: contacts.country,
    roles: contacts.roleIds,
    keywords: contacts.keywordIds,
    email: contacts.email,
    phone: sql`coalesce(${contacts.phoneRaw}, ${contacts.phone})`,
    mobile: sql`coalesce(${contacts.mobileRaw}, ${contacts.mobile})`,
    language: contacts.language,
    noMailings: contacts.noMailings,
    inactive: sql`${contacts.inactiveAt} is not null`,
    updated: contacts.updatedAt,
  } satisfies Record<Name, unknown>;
  return scope.db
    .select(Object.fromEntries(namesFor(scope.viewer).map((name) => [name, cells[name]])))
    .from(contacts)
    .where(chosen(scope, filter))
    .orderBy(sql`${contacts.sortName} collate ${sql.raw(`"${collationOf(locale)}"`)}`, asc(contacts.id));
}

/** Codes and ids become words in the reader's language. */
function inWords({ locale, roles, keywords }: Words & Names, names: Name[]): (cells: unknown[]) => Cell[] {
  const listed = (lookup: Map<number, string>) => (ids: unknown) =>
    (ids as unknown[]).map((id) => lookup.get(Number(id)) ?? "").join(", ");
  const words: Partial<Record<Name, (cell: unknown) => string>> = {
    roles: listed(roles),
    keywords: listed(keywords),
    country: (code) => countryName(String(code), intlTag(locale)),
    language: (code) => localeNames[code as Locale],
  };
  const wordOf = names.map((name) => words[name]);
  return (cells) => cells.map((cell, at) => (cell === null ? null : (wordOf[at]?.(cell) ?? (cell as Cell))));
}
