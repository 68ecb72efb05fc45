import "server-only";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Integration } from "@/db/schema/settings";
import type { ReadScope } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { stream } from "@/lib/access/stream";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { countryName } from "@/lib/countries";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { type CustomField, type CustomKind, wordsOf } from "@/lib/custom-fields/rules";
import { customWords } from "@/lib/custom-fields/words";
import { exportNote, type ExportWords as Words } from "@/lib/export-note";
import { formatsOf } from "@/lib/format";
import { sectionNameOf } from "@/lib/industries/rules";
import { collationOf, intlTag } from "@/lib/locale/choice";
import type { BusinessStatus } from "@/lib/registry/rules";
import type { Book, Cell, Column } from "@/lib/spreadsheets/book";
import { namesInColumns } from "./columns";
import { externalFields, externalFieldsFor } from "./fields";
import { type CustomerColumn, columnsFor, customerColumns } from "./filter";
import { listFilterOptions } from "./list";

/** Which customers go out: a condition on `tables.listedCustomers`; without one all that the viewer may list. */
export type ExportedCustomers = {
  where?: (tables: Tables, viewer: Viewer) => SQL | undefined;
  /** Columns besides those that always go out. */
  added?: readonly CustomerColumn[];
  /** What the log says about it, such as the group's id and the format. No personal data. */
  facts: Record<string, string | number | boolean | null>;
};

type RowWords = Words & { types: Map<number, string>; timeZone: string; fields: readonly CustomField[] };

/**
 * Columns of an exported customer. Headings that an import knows are the import's own, so that a file that went out can
 * come in again.
 */
const columns = {
  number: { heading: "import.field.number", kind: "text", width: 14 },
  ownNumber: { heading: "export.ownNumber", kind: "text", width: 18 },
  name: { heading: "import.field.name", kind: "text", width: 36 },
  businessId: { heading: "import.field.businessId", kind: "text", width: 16 },
  vatNumber: { heading: "import.field.vatNumber", kind: "text", width: 18 },
  companyForm: { heading: "import.field.companyForm", kind: "text", width: 16 },
  businessStatus: { heading: "customers.businessStatus", kind: "text", width: 20 },
  businessStatusOn: { heading: "export.businessStatusOn", kind: "date" },
  types: { heading: "import.field.types", kind: "text" },
  kind: { heading: "import.field.kind", kind: "text", width: 18 },
  stage: { heading: "export.stage", kind: "text", width: 12 },
  owner: { heading: "import.field.owner", kind: "text" },
  group: { heading: "import.field.group", kind: "text" },
  mainUnit: { heading: "import.field.mainUnit", kind: "text", width: 16 },
  street: { heading: "import.field.street", kind: "text" },
  postalCode: { heading: "import.field.postalCode", kind: "text", width: 12 },
  city: { heading: "import.field.city", kind: "text", width: 18 },
  country: { heading: "import.field.country", kind: "text", width: 14 },
  email: { heading: "import.field.email", kind: "text", width: 28 },
  phone: { heading: "import.field.phone", kind: "text", width: 20 },
  website: { heading: "import.field.website", kind: "text", width: 28 },
  language: { heading: "import.field.language", kind: "text", width: 12 },
  industryCode: { heading: "export.industryCode", kind: "text", width: 12 },
  industry: { heading: "export.industry", kind: "text", width: 28 },
  annualRevenue: { heading: "export.annualRevenue", kind: "money", width: 16 },
  staff: { heading: "export.staff", kind: "number", width: 12 },
  timeZone: { heading: "export.timeZone", kind: "text", width: 18 },
  contactFirstName: { heading: "import.field.contactFirstName", kind: "text", width: 18 },
  contactLastName: { heading: "import.field.contactLastName", kind: "text", width: 18 },
  contactEmail: { heading: "import.field.contactEmail", kind: "text", width: 28 },
  contactPhone: { heading: "import.field.contactPhone", kind: "text", width: 20 },
  accountingId: { heading: "import.field.accountingId", kind: "text", width: 18 },
  hubspotId: { heading: "import.field.hubspotId", kind: "text", width: 18 },
  created: { heading: "export.created", kind: "dateTime" },
  updated: { heading: "export.updated", kind: "dateTime" },
} as const satisfies Record<string, Column>;

type Name = keyof typeof columns;
const allNames = Object.keys(columns) as Name[];

/** Ids of outside systems go out only while the system is in use, and own numbers where the viewer's company has any. */
function namesFor(viewer: Viewer): Name[] {
  const used: readonly Name[] = externalFieldsFor(viewer);
  const isUsed = (name: Name) => !(name in externalFields) || used.includes(name);
  return allNames.filter((name) => isUsed(name) && (name !== "ownNumber" || viewer.facts.ownValues));
}

const kindWords = {
  organisation: "customer.kindOrganisation",
  person: "customer.kindPerson",
  internal: "customer.kindInternal",
} as const;
const stageWords = [
  "customer.stageActive",
  "customer.stageProspect",
  "customer.stageArchived",
  "customers.deleted",
] as const;

/** Choices, yes and no go out in words, so that the file can come in again. */
const customKinds: Partial<Record<CustomKind, Column["kind"]>> = { date: "date", number: "number", money: "money" };

/** The rows of an export, in batches; cells in the order of `namesFor`, those added, the custom fields. */
export const exportCustomers = stream(
  "export",
  "customers.exported",
  (scope, wish: ExportedCustomers, words: RowWords) => ({
    query: exported(scope, wish, words.locale),
    row: inWords(words, namesFor(scope.viewer)),
    facts: wish.facts,
  }),
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
  const { timeZone, companyName: company } = viewer.facts;
  const [{ types }, fields] = await Promise.all([listFilterOptions(viewer, locale), listCustomFields(viewer)]);
  const added = addedFor(viewer, wish);
  const typeNames = new Map(types.map((type) => [type.id, type.name]));
  return {
    sheetName: t("customers.title"),
    columns: [
      ...namesFor(viewer).map((column) => ({ ...columns[column], heading: t(columns[column].heading, { company }) })),
      ...added.map((column) => ({ heading: t(`customers.${column}`), kind: "text" as const })),
      ...fields.map((field) => ({ heading: wordsOf(field.names, locale), kind: customKinds[field.kind] ?? "text" })),
    ],
    rows: await exportCustomers(viewer, wish, { ...words, types: typeNames, timeZone, fields }),
    ...exportNote(viewer, wish.about, words),
  };
}

/** Columns of the list that have the same words in every file. */
const alwaysOut: readonly CustomerColumn[] = ["companyForm", "businessStatus"];

/** The columns besides those that always go out; where there are several companies, theirs is always among them. */
const addedFor = (viewer: Viewer, { added = [] }: ExportedCustomers): CustomerColumn[] =>
  columnsFor(
    viewer,
    customerColumns.filter((column) => column === "company" || (added.includes(column) && !alwaysOut.includes(column))),
  );

function exported({ db, tables, viewer }: ReadScope, wish: ExportedCustomers, locale: Locale) {
  const added = addedFor(viewer, wish);
  const { addresses, employees, groups, listedCustomers: customers } = tables;
  const contact = firstContacts({ db, tables });
  const cells = {
    number: customers.number,
    ownNumber: customers.ownNumber,
    name: customers.name,
    businessId: customers.businessId,
    vatNumber: customers.vatNumber,
    companyForm: customers.companyForm,
    businessStatus: customers.businessStatus,
    businessStatusOn: sql`${customers.businessStatusOn}::text`,
    types: customers.typeIds,
    kind: customers.kind,
    stage: customers.tab,
    owner: sql`nullif(concat_ws(' ', ${employees.firstName}, ${employees.lastName}), '')`,
    group: groups.name,
    mainUnit: customers.mainUnitNumber,
    street: addresses.street,
    postalCode: addresses.postalCode,
    city: customers.city,
    country: customers.country,
    email: customers.email,
    phone: customers.phone,
    website: customers.website,
    language: customers.language,
    industryCode: customers.industryCode,
    industry: sql`${customers.industryCode}`,
    annualRevenue: customers.annualRevenue,
    staff: customers.staff,
    timeZone: customers.timeZone,
    contactFirstName: contact.firstName,
    contactLastName: contact.lastName,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    accountingId: externalIdOf(tables, "accounting"),
    hubspotId: externalIdOf(tables, "hubspot"),
    created: customers.createdAt,
    updated: customers.updatedAt,
  } satisfies Record<Name, unknown>;
  const addedNames = namesInColumns(tables, customers, added, locale);
  return db
    .select({
      ...Object.fromEntries(namesFor(viewer).map((name) => [name, cells[name]])),
      ...Object.fromEntries(added.map((column) => [column, addedNames[column]])),
      custom: customers.custom,
    })
    .from(customers)
    .leftJoin(groups, eq(groups.id, customers.groupId))
    .leftJoin(employees, eq(employees.id, customers.ownerId))
    .leftJoin(addresses, and(eq(addresses.customerId, customers.id), eq(addresses.isHeadOffice, true)))
    .leftJoin(contact, eq(contact.customerId, customers.id))
    .where(wish.where?.(tables, viewer))
    .orderBy(sql`${customers.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`, asc(customers.id));
}

const externalIdOf = ({ customerExternalIds: ids, listedCustomers: customers }: Tables, integration: Integration) =>
  sql`(select ${ids.value} from ${ids} where ${ids.customerId} = ${customers.id} and ${ids.integration} = ${integration})`;

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

/** Codes become words in the reader's language; everything else goes out as it is. */
function inWords({ t, locale, types, timeZone, fields }: RowWords, names: Name[]): (cells: unknown[]) => Cell[] {
  const languages = new Intl.DisplayNames(intlTag(locale), { type: "language" });
  const words: Partial<Record<Name, (cell: unknown) => string>> = {
    types: (ids) => (ids as unknown[]).map((id) => types.get(Number(id)) ?? "").join(", "),
    kind: remembering((kind) => t(kindWords[kind as keyof typeof kindWords])),
    stage: remembering((tab) => t(stageWords[Number(tab)] ?? stageWords[0])),
    businessStatus: remembering((status) => t(`registry.status.${status as BusinessStatus}`)),
    country: remembering((code) => countryName(String(code), intlTag(locale))),
    industry: remembering((code) => sectionNameOf(String(code), locale)),
    language: remembering((code) => languages.of(String(code)) ?? String(code)),
  };
  const wordOf = names.map((name) => words[name]);
  const reader = { locale, format: formatsOf(locale, timeZone), yes: t("custom.yes"), no: t("custom.no") };
  const customCell = (field: CustomField, value: unknown): Cell =>
    customKinds[field.kind] ? (value as Cell) : customWords(field, value, reader).join("; ");
  return (cells) => {
    const custom = cells.at(-1) as Record<string, unknown> | null;
    const own = cells
      .slice(0, names.length)
      .map((cell, at) => (cell === null ? null : (wordOf[at]?.(cell) ?? (cell as Cell))));
    const added = cells.slice(names.length, -1).map((cell) => (cell as string[]).join(", "));
    return [...own, ...added, ...fields.map((field) => customCell(field, custom?.[field.id]))];
  };
}

/** The same few codes come in every row. */
function remembering(word: (code: unknown) => string) {
  const known = new Map<unknown, string>();
  return (code: unknown): string => {
    const text = known.get(code) ?? word(code);
    known.set(code, text);
    return text;
  };
}
