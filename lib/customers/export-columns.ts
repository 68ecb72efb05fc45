import "server-only";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Integration } from "@/db/schema/settings";
import type { Tables } from "@/lib/access/rows";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { type CustomField, type CustomKind, fieldsOnList, wordsOf } from "@/lib/custom-fields/rules";
import type { ExportWords as Words } from "@/lib/export-note";
import type { Column } from "@/lib/spreadsheets/book";
import { namesInColumns } from "./columns";
import { externalFields, externalFieldsFor } from "./fields";
import { type CustomerColumn, columnsFor, customerColumns } from "./filter";

/** Tables besides that of the customers, joined where a column is of them. */
export type Joined = "groups" | "employees" | "addresses" | "contact";

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

export type Name = keyof typeof columns;
const allNames = Object.keys(columns) as Name[];

const joined: Partial<Record<Name, Joined>> = {
  owner: "employees",
  group: "groups",
  street: "addresses",
  postalCode: "addresses",
  contactFirstName: "contact",
  contactLastName: "contact",
  contactEmail: "contact",
  contactPhone: "contact",
};

/** A column of one file: of every customer, added by a person, or a field of the organisation's own. */
export type FileColumn = { name: Name } | { added: CustomerColumn } | { field: CustomField };

/** Columns that a person may add to the list, and that have the same words in every file. */
const alwaysOut = ["companyForm", "businessStatus"] as const;
const isAlwaysOut = (column: CustomerColumn): column is (typeof alwaysOut)[number] =>
  (alwaysOut as readonly CustomerColumn[]).includes(column);

/**
 * Everything there is of a customer, and the columns added. Ids of outside systems go out only while the system is in
 * use, own numbers where the viewer's company has any, the company where there are several.
 */
export function columnsOfAll(viewer: Viewer, wanted: readonly CustomerColumn[], fields: readonly CustomField[]) {
  const used: readonly Name[] = externalFieldsFor(viewer);
  const isUsed = (name: Name) => !(name in externalFields) || used.includes(name);
  const names = allNames.filter((name) => isUsed(name) && (name !== "ownNumber" || viewer.facts.ownValues));
  const added = columnsFor(
    viewer,
    customerColumns.filter((column) => column === "company" || (wanted.includes(column) && !isAlwaysOut(column))),
  );
  return [...named(names), ...added.map((column) => ({ added: column })), ...fields.map((field) => ({ field }))];
}

/** What the list shows, in its order, with the columns added to it. Town and country have a column each. */
export function columnsOfList(
  viewer: Viewer,
  wanted: readonly CustomerColumn[],
  fields: readonly CustomField[],
): FileColumn[] {
  const added = columnsFor(viewer, wanted).map((column) =>
    isAlwaysOut(column) ? { name: column } : { added: column },
  );
  return [
    ...named(["name", "number", "city", "country", "group", "types", "owner"]),
    ...added,
    ...named(["updated"]),
    ...fieldsOnList(fields).map((field) => ({ field })),
  ];
}

const named = (names: Name[]): FileColumn[] => names.map((name) => ({ name }));

export const joinedFor = (file: FileColumn[]): Set<Joined> =>
  new Set(file.flatMap((column) => ("name" in column ? (joined[column.name] ?? []) : [])));

/** Choices, yes and no go out in words, so that the file can come in again. */
export const customKinds: Partial<Record<CustomKind, Column["kind"]>> = {
  date: "date",
  number: "number",
  money: "money",
};

/** The head of a column, and of which kind its cells are. @param company the viewer's */
export function headOf(column: FileColumn, { t, locale }: Words, company: string): Column {
  if ("added" in column) return { heading: t(`customers.${column.added}`), kind: "text" };
  if ("name" in column) return { ...columns[column.name], heading: t(columns[column.name].heading, { company }) };
  return { heading: wordsOf(column.field.names, locale), kind: customKinds[column.field.kind] ?? "text" };
}

type Contact = Record<"firstName" | "lastName" | "email" | "phone", SQLWrapper>;

/**
 * What the statement selects: a cell for each column, and once the values of all fields of the organisation's own.
 * Times come in seconds and lists as text, which costs the driver least.
 */
export function cellsOf(file: FileColumn[], tables: Tables, contact: Contact, locale: Locale): Record<string, SQL> {
  const { addresses, employees, groups, listedCustomers: customers } = tables;
  const externalId = (integration: Integration) => {
    const { customerExternalIds: ids } = tables;
    return sql`(select ${ids.value} from ${ids} where ${ids.customerId} = ${customers.id} and ${ids.integration} = ${integration})`;
  };
  const known: Record<Name, SQLWrapper> = {
    number: customers.number,
    ownNumber: customers.ownNumber,
    name: customers.name,
    businessId: customers.businessId,
    vatNumber: customers.vatNumber,
    companyForm: customers.companyForm,
    businessStatus: customers.businessStatus,
    businessStatusOn: sql`${customers.businessStatusOn}::text`,
    types: sql`${customers.typeIds}::text`,
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
    industry: customers.industryCode,
    annualRevenue: customers.annualRevenue,
    staff: customers.staff,
    timeZone: customers.timeZone,
    contactFirstName: contact.firstName,
    contactLastName: contact.lastName,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    accountingId: externalId("accounting"),
    hubspotId: externalId("hubspot"),
    created: secondsOf(customers.createdAt),
    updated: secondsOf(customers.updatedAt),
  };
  const added = file.flatMap((column) => ("added" in column ? column.added : []));
  const names = namesInColumns(tables, customers, added, locale);
  const cells = file.flatMap((column) => {
    if ("name" in column) return sql`${known[column.name]}`;
    return "added" in column ? sql`array_to_string(${names[column.added]}, ', ')` : [];
  });
  const custom = cells.length < file.length ? [sql`${customers.custom}`] : [];
  return Object.fromEntries([...cells, ...custom].map((cell, at) => [`cell${at}`, cell]));
}

const secondsOf = (moment: SQLWrapper): SQL => sql`floor(date_part('epoch', ${moment}))`;
