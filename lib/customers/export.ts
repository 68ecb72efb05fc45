import "server-only";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { stream } from "@/lib/access/stream";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { listCustomFields } from "@/lib/custom-fields/queries";
import type { CustomField } from "@/lib/custom-fields/rules";
import { exportNote, type ExportWords as Words } from "@/lib/export-note";
import { oneOf, type Params } from "@/lib/list-address";
import { collationOf } from "@/lib/locale/choice";
import type { Book } from "@/lib/spreadsheets/book";
import { cellsOf, columnsOfAll, columnsOfList, type FileColumn, headOf, joinedFor } from "./export-columns";
import { inWords, type RowWords } from "./export-words";
import { type CustomerColumn, customerFilter } from "./filter";
import { listFilterOptions } from "./list";

/** Which customers go out: a condition on `tables.listedCustomers`; without one all that the viewer may list. */
export type ExportedCustomers = ColumnWish & {
  where?: (tables: Tables, viewer: Viewer) => SQL | undefined;
  /** What the log says about it, such as the group's id and the format. No personal data. */
  facts: Record<string, string | number | boolean | null>;
};

type ColumnWish = {
  /** Columns of the list that a person may add, besides those that always go out. */
  added?: readonly CustomerColumn[];
  /** Only the columns that the list shows, those added among them; else everything there is. */
  asShown?: boolean;
};

/** What an address says about columns: "team,tags" adds them to everything, "shown,team,tags" to those of the list. */
export const columnsAsked = (params: Params): ColumnWish => ({
  added: customerFilter(params).columns,
  asShown: oneOf(params, "columns").split(",").includes("shown"),
});

const columnsOf = (viewer: Viewer, { added = [], asShown }: ColumnWish, fields: readonly CustomField[]): FileColumn[] =>
  (asShown ? columnsOfList : columnsOfAll)(viewer, added, fields);

/** The rows of an export, in batches; cells in the order of its columns. */
export const exportCustomers = stream(
  "export",
  "customers.exported",
  (scope, wish: ExportedCustomers, words: RowWords) => {
    const columns = columnsOf(scope.viewer, wish, words.fields);
    return { query: exported(scope, wish, columns, words.locale), row: inWords(columns, words), facts: wish.facts };
  },
);

/**
 * An export as a workbook or .csv is made of: rows, headings and the sheet that says what it holds, for whom and when.
 * @param about the filters in words: label and value
 */
export async function customerBook(
  viewer: Viewer,
  wish: ExportedCustomers & { about: [label: string, value: string][] },
  words: Words,
): Promise<Book> {
  const { t, locale } = words;
  const { timeZone, companyName } = viewer.facts;
  const [{ types }, fields] = await Promise.all([listFilterOptions(viewer, locale), listCustomFields(viewer)]);
  const columns = columnsOf(viewer, wish, fields).map((column) => headOf(column, words, companyName));
  const shown = columns.map(({ heading }) => heading).join(", ");
  const about: typeof wish.about = wish.asShown ? [...wish.about, [t("customers.columns"), shown]] : wish.about;
  const typeNames = new Map(types.map((type) => [type.id, type.name]));
  return {
    sheetName: t("customers.title"),
    columns,
    rows: await exportCustomers(viewer, wish, { ...words, types: typeNames, timeZone, fields }),
    ...exportNote(viewer, about, words),
  };
}

/** With a limit Postgres works out costly cells after sorting (planner.c, make_sort_input_target), so rows come sooner. */
const beyondAll = 2 ** 31;

function exported({ db, tables, viewer }: ReadScope, wish: ExportedCustomers, columns: FileColumn[], locale: Locale) {
  const { addresses, employees, groups, listedCustomers: customers } = tables;
  const contact = firstContacts({ db, tables });
  const joined = joinedFor(columns);
  const query = db
    .select(cellsOf(columns, tables, contact, locale))
    .from(customers)
    .where(wish.where?.(tables, viewer))
    .orderBy(sql`${customers.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`, asc(customers.id))
    .limit(beyondAll)
    .$dynamic();
  if (joined.has("groups")) query.leftJoin(groups, eq(groups.id, customers.groupId));
  if (joined.has("employees")) query.leftJoin(employees, eq(employees.id, customers.ownerId));
  if (joined.has("addresses")) {
    query.leftJoin(addresses, and(eq(addresses.customerId, customers.id), eq(addresses.isHeadOffice, true)));
  }
  if (joined.has("contact")) query.leftJoin(contact, eq(contact.customerId, customers.id));
  return query;
}

/** The first contact of each customer that is still in use. */
function firstContacts({ db, tables: { customerContacts: contacts, persons } }: Pick<ReadScope, "db" | "tables">) {
  return db
    .selectDistinctOn([contacts.customerId], {
      customerId: contacts.customerId,
      firstName: persons.firstName,
      lastName: persons.lastName,
      email: contacts.email,
      phone: sql<string | null>`coalesce(${contacts.phoneRaw}, ${contacts.phone})`.as("contact_phone"),
    })
    .from(contacts)
    .innerJoin(persons, eq(persons.id, contacts.personId))
    .where(isNull(contacts.inactiveAt))
    .orderBy(contacts.customerId, contacts.id)
    .as("contact");
}
