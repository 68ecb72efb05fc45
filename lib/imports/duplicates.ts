import "server-only";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import {
  addresses,
  customers,
  customUniqueValues,
  customerExternalIds as externalIds,
  importRows,
  usedNumbers,
} from "@/db/schema/index";
import type { Integration } from "@/db/schema/settings";
import type { ReadScope } from "@/lib/access/gate";
import { type CustomField, customName, uniqueKey } from "@/lib/custom-fields/rules";
import { type ExternalField, externalFields } from "@/lib/customers/fields";
import type { Problem } from "@/lib/errors";
import type { ImportField } from "./headings";
import type { Draft } from "./rules";

type Known = { field: ImportField; problem: Problem };
type Hit = { line: number; id: number | null };

/**
 * Which drafts the register has already, by line: by number, business ID or VAT number, else by name and place. All
 * customers count, but only those the viewer may open are named.
 * @param importId of an import whose own customers do not count; null where it has none
 */
export async function findKnown(
  scope: ReadScope,
  drafts: Draft[],
  importId: number | null,
): Promise<Map<number, Known>> {
  const { db } = scope;
  const others = (id: SQL) => notOf(importId, id);
  const inRegister = and(isNull(customers.deletedAt), others(sql`${customers.id}`));

  const byNumber = (): Promise<Hit[]> => {
    const wanted = listed(drafts, { number: (draft) => draft.number });
    return db
      .select({ line: lineOf, id: customers.id })
      .from(wanted)
      .innerJoin(usedNumbers, sql`${usedNumbers.number} = wanted.number`)
      .leftJoin(customers, and(eq(customers.number, usedNumbers.number), isNull(customers.deletedAt)))
      .where(others(sql`${usedNumbers.customerId}`));
  };
  const byBusinessId = () => {
    const wanted = listed(drafts, { business_id: (draft) => draft.businessId, country: (draft) => draft.country });
    const same = sql`${customers.businessId} = wanted.business_id and ${customers.country} = wanted.country`;
    return db.select({ line: lineOf, id: customers.id }).from(wanted).innerJoin(customers, and(same, inRegister));
  };
  const byVatNumber = () => {
    const wanted = listed(drafts, { vat_number: (draft) => draft.vatNumber });
    const same = sql`${customers.vatNumber} = wanted.vat_number`;
    return db.select({ line: lineOf, id: customers.id }).from(wanted).innerJoin(customers, and(same, inRegister));
  };
  const byNameAndPlace = () => {
    const nameless = drafts.filter(({ number, businessId, vatNumber }) => !number && !businessId && !vatNumber);
    const wanted = listed(nameless, {
      name: (draft) => draft.name,
      country: (draft) => draft.country,
      postal_code: (draft) => draft.address?.postalCode ?? "",
      city: (draft) => draft.address?.city ?? "",
    });
    // Sought first all at once, so that the others are not read.
    const same = sql`${customers.nameKey} = any(${nameKeys(nameless)}) and ${customers.nameKey} = name_key(wanted.name)
      and fold(${customers.name}) = fold(wanted.name) and ${customers.country} = wanted.country`;
    const there = sql`coalesce(${addresses.postalCode}, '') = wanted.postal_code
      and fold(coalesce(${addresses.city}, '')) = fold(wanted.city)`;
    return db
      .select({ line: lineOf, id: customers.id })
      .from(wanted)
      .innerJoin(customers, and(same, inRegister))
      .leftJoin(addresses, and(eq(addresses.customerId, customers.id), eq(addresses.isHeadOffice, true)))
      .where(there);
  };

  const hits = new Map<number, Hit & { field: ImportField }>();
  const look = async (field: ImportField, find: () => Promise<Hit[]>) => {
    for (const hit of await find()) if (!hits.has(hit.line)) hits.set(hit.line, { ...hit, field });
  };
  await look("number", byNumber);
  await look("businessId", byBusinessId);
  await look("vatNumber", byVatNumber);
  await look("name", byNameAndPlace);
  return inWords(scope, [...hits.values()]);
}

const lineOf = sql<number>`wanted.line::int`;

/** Drafts as a table named `wanted`, one parameter per column; rows whose first key is empty are left out. */
function listed(drafts: Draft[], keys: Record<string, (draft: Draft) => string | null>): SQL {
  const [first] = Object.values(keys);
  const rows = drafts.filter((draft) => first?.(draft));
  const lists = [(draft: Draft) => String(draft.line), ...Object.values(keys)].map((value) => rows.map(value));
  const names = sql.raw(["line", ...Object.keys(keys)].join(", "));
  return sql`unnest(${sql.join(
    lists.map((list) => sql`${sql.param(list)}::text[]`),
    sql`, `,
  )}) wanted(${names})`;
}

const nameOf = { name: (draft: Draft) => draft.name };
const nameKeys = (drafts: Draft[]): SQL => sql`array(select name_key(wanted.name) from ${listed(drafts, nameOf)})`;

/** Customers out of reach are not named. */
async function inWords(scope: ReadScope, hits: (Hit & { field: ImportField })[]): Promise<Map<number, Known>> {
  const { customers: open } = scope.tables;
  const ids = hits.flatMap(({ id }) => id ?? []);
  const named = ids.length
    ? await scope.db
        .select({ id: open.id, number: open.number, name: open.name })
        .from(open)
        .where(sql`${open.id} = any(${sql.param(ids)}::bigint[])`)
    : [];
  const names = new Map(named.map(({ id, number, name }) => [id, { number, name }]));
  const problemOf = (id: number | null): Problem => {
    if (id === null) return { key: "numberUsed" };
    const params = names.get(id);
    return params ? { key: "rowKnown", params } : { key: "rowKnownHidden" };
  };
  return new Map(hits.map(({ line, id, field }) => [line, { field, problem: problemOf(id) }]));
}

/** Drafts with a value, or an id of an outside system, that another customer has already; by line. */
export async function findTaken(
  { db }: ReadScope,
  drafts: Draft[],
  unique: CustomField[],
  importId: number | null,
): Promise<Map<number, Known>> {
  const taken = new Map<number, Known>();
  for (const { id } of unique) {
    const wanted = listed(drafts, { value: ({ custom }) => (id in custom ? uniqueKey(custom[id]) : null) });
    const same = and(eq(customUniqueValues.fieldId, id), sql`${customUniqueValues.value} = wanted.value`);
    const hits = await db
      .select({ line: lineOf })
      .from(wanted)
      .innerJoin(customUniqueValues, same)
      .where(notOf(importId, sql`${customUniqueValues.customerId}`));
    for (const { line } of hits) taken.set(line, { field: customName(id), problem: { key: "taken" } });
  }
  for (const [field, integration] of Object.entries(externalFields) as [ExternalField, Integration][]) {
    const wanted = listed(drafts, { value: (draft) => draft[field] });
    const same = and(eq(externalIds.integration, integration), sql`${externalIds.value} = wanted.value`);
    const hits = await db
      .select({ line: lineOf })
      .from(wanted)
      .innerJoin(externalIds, same)
      .where(notOf(importId, sql`${externalIds.customerId}`));
    for (const { line } of hits) taken.set(line, { field, problem: { key: "externalIdTaken" } });
  }
  return taken;
}

/** The customers that another import, or a person, made. Its own are read once: pair by pair they are a square. */
const notOf = (importId: number | null, id: SQL): SQL | undefined =>
  importId === null
    ? undefined
    : sql`${id} not in (
      select own.customer_id from ${importRows} own where own.import_id = ${importId} and own.customer_id is not null)`;

/**
 * Drafts whose name, without legal form, accents and case, is that of a customer the viewer may open. One customer is
 * named for each: some names belong to hundreds. Names are sought all at once, which reads no customer twice.
 */
export async function findSimilar({ db, tables: { customers: open } }: ReadScope, drafts: Draft[]) {
  const wanted = listed(drafts, nameOf);
  const keyed = db
    .select({ line: lineOf.as("line"), key: sql<string>`name_key(wanted.name)`.as("key") })
    .from(wanted)
    .as("keyed");
  const twins = db
    .selectDistinctOn([open.nameKey], { key: open.nameKey, number: open.number, name: open.name })
    .from(open)
    .where(sql`${open.nameKey} = any(${nameKeys(drafts)}) and ${open.nameKey} <> ''`)
    .orderBy(open.nameKey)
    .as("twins");
  const found = await db
    .select({ line: keyed.line, number: twins.number, name: twins.name })
    .from(keyed)
    .innerJoin(twins, eq(twins.key, keyed.key));
  const byLine = new Map(found.map(({ line, ...customer }) => [line, customer]));
  return drafts.flatMap((draft) => {
    const customer = byLine.get(draft.line);
    return customer ? [{ draft, ...customer }] : [];
  });
}
