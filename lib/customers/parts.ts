import "server-only";
import { and, countDistinct, eq, inArray, isNull, ne, notInArray, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { addresses } from "@/db/schema/index";
import { changesBetween, record } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { checkPostcode } from "@/lib/addresses/rules";
import { insertPerson, insertTie, readPhones } from "@/lib/contacts/parts";
import { mayMakeOwner, mayOwnCustomers, type Served, servesAsOwner } from "@/lib/employees/rules";
import { Invalid, type Problems } from "@/lib/errors";
import { askFirst, type DoubtAbout } from "@/lib/outcome";
import type { newCustomerInput } from "./rules";

type NewCustomer = z.output<typeof newCustomerInput>;
type Maker = { customerId: number; by: number };

/** The first address of a customer is its head office (decisions 7.7). @returns what was added, null where nothing was given */
export async function addHeadOffice(tx: Transaction, { customerId, by }: Maker, given: NewCustomer) {
  const country = given["headOffice.country"] ?? given.country;
  const postalCode = given["headOffice.postalCode"];
  const postcode = postalCode ? checkPostcode(country, postalCode) : null;
  const address = {
    attention: given["headOffice.attention"] ?? null,
    street: given["headOffice.street"] ?? null,
    postalCode: postcode?.ok ? postcode.value : null,
    city: given["headOffice.city"] ?? null,
    region: given["headOffice.region"] ?? null,
    country,
  };
  if (!address.street && !address.postalCode && !address.city) return null;
  await tx.insert(addresses).values({ ...address, customerId, isHeadOffice: true, createdBy: by, updatedBy: by });
  return address;
}

/** Where a name was given: the person as a contact, with a line of its own in the log. */
export async function addFirstContact(tx: Transaction, { customerId, by }: Maker, given: NewCustomer) {
  const person = { firstName: given["contact.firstName"] ?? null, lastName: given["contact.lastName"] ?? null };
  if (!person.firstName && !person.lastName) return;
  const { title, email, phone } = {
    title: given["contact.title"],
    email: given["contact.email"],
    phone: given["contact.phone"],
  };
  const tie = { title, email, ...readPhones({ phone }, given.country) };
  const personId = await insertPerson(tx, { ...person, createdBy: by });
  const made = await insertTie(tx, { customerId, personId }, { ...tie, createdBy: by, updatedBy: by });
  await record(tx, {
    actorId: by,
    action: "contact.created",
    source: "web",
    subject: "customer_contacts",
    subjectId: made.id,
    subjectVersion: made.version,
    customerId,
    changes: changesBetween({}, { ...person, ...tie }),
  });
}

type Kind = "organisation" | "person" | "internal";

/**
 * The types a customer is to have: those chosen, else the default one for its kind.
 * @param before types it has already; those may stay even where they are no longer in use
 * @throws Invalid where a type is not there
 */
export async function typesToHave(
  tx: Transaction,
  tables: Tables,
  kind: Kind,
  chosen: number[],
  before: number[] = [],
) {
  const { customerTypes: types } = tables;
  const known = await tx
    .select({
      id: types.id,
      normal: types.defaultCustomer,
      consumer: types.defaultConsumer,
      disabledAt: types.disabledAt,
    })
    .from(types);
  const allowed = known.filter(({ id, disabledAt }) => disabledAt === null || before.includes(id));
  if (chosen.some((id) => !allowed.some((type) => type.id === id))) {
    throw new Invalid({ types: { key: "chooseOption" } });
  }
  if (chosen.length) return chosen;
  const byKind = kind === "person" ? known.find(({ consumer }) => consumer) : undefined;
  return [byKind ?? known.find(({ normal }) => normal)].flatMap((type) => (type ? [type.id] : []));
}

/**
 * Doubts where no type of a customer would allow invoicing any more while its projects go on, or drafts of its invoices
 * wait (decisions 7.14).
 */
export async function invoicingDoubts(tx: Transaction, tables: Tables, id: number, before: number[], after: number[]) {
  const { customerTypes: types, invoices, projects } = tables;
  const invoiced = await tx.select({ id: types.id }).from(types).where(eq(types.invoicingAllowed, true));
  const allows = (held: number[]) => invoiced.some((type) => held.includes(type.id));
  if (!allows(before) || allows(after)) return [];
  const running = await tx.$count(projects, and(eq(projects.customerId, id), ne(projects.status, "closed")));
  const drafts = await tx.$count(invoices, and(eq(invoices.customerId, id), eq(invoices.status, "draft")));
  const kept = after.join(".");
  return [
    ...doubtAbout(`noInvoicing:${kept}`, "noInvoicing", running),
    ...doubtAbout(`noInvoicingDrafts:${kept}`, "noInvoicingDrafts", drafts),
  ];
}

const doubtAbout = (mark: string, key: DoubtAbout["key"], n: number): DoubtAbout[] =>
  n ? [{ mark, key, params: { n } }] : [];

/** The same where a type itself is to allow invoicing no more, about customers without another type that does. */
export async function typeInvoicingDoubts(tx: Transaction, tables: Tables, typeId: number) {
  const { customerTypeLinks: links, customerTypes: types, invoices, projects } = tables;
  const invoiced = await tx
    .select({ id: types.id })
    .from(types)
    .where(and(eq(types.invoicingAllowed, true), ne(types.id, typeId)));
  const ids = invoiced.map(({ id }) => id);
  const others = tx.select({ id: links.customerId }).from(links).where(inArray(links.typeId, ids));
  const customersOf = async (work: typeof projects | typeof invoices, isOpen: SQL) => {
    const [open] = await tx
      .select({ n: countDistinct(work.customerId) })
      .from(work as typeof projects)
      .innerJoin(links, and(eq(links.customerId, work.customerId), eq(links.typeId, typeId)))
      .where(and(isOpen, notInArray(work.customerId, others)));
    return open?.n ?? 0;
  };
  const running = await customersOf(projects, ne(projects.status, "closed"));
  const drafts = await customersOf(invoices, eq(invoices.status, "draft"));
  return [
    ...doubtAbout("typeNotInvoiced", "typeNotInvoiced", running),
    ...doubtAbout("typeNotInvoicedDrafts", "typeNotInvoicedDrafts", drafts),
  ];
}

type References = { groupId?: number | null; ownerId?: number | null };

/**
 * Group and owner have to be there, and the owner where the organisation wants it of a company that serves the customer;
 * whoever may not make others responsible chooses nobody but themselves. What stays as it was is not asked again.
 * @throws Invalid also where no group is given and every customer has to be in one
 */
export async function checkReferences(
  { viewer, tx, tables }: { viewer: Viewer; tx: Transaction; tables: Tables },
  given: References,
  served: Served,
  before: References = {},
) {
  const { employees, groups, settings } = tables;
  const problems: Problems = {};
  const isNew = (field: keyof References) => given[field] != null && given[field] !== before[field];
  if (given.groupId === null) {
    const [rule] = await tx.select({ isRequired: settings.groupRequired }).from(settings);
    if (rule?.isRequired) problems.groupId = { key: "groupRequired" };
  }
  if (isNew("groupId")) {
    const [group] = await tx
      .select({ id: groups.id })
      .from(groups)
      .where(eq(groups.id, given.groupId ?? 0));
    if (!group) problems.groupId = { key: "chooseOption" };
  }
  if (isNew("ownerId")) {
    const chosen = and(eq(employees.id, given.ownerId ?? 0), mayOwnCustomers(employees));
    const [owner] = await tx
      .select({ serves: sql<boolean>`${servesAsOwner(tables, served)}` })
      .from(employees)
      .where(chosen);
    if (!owner?.serves) problems.ownerId = { key: owner ? "ownerCompany" : "chooseOption" };
    if (!mayMakeOwner(viewer, given.ownerId ?? null)) problems.ownerId = { key: "ownerOnlySelf" };
  }
  if (Object.keys(problems).length) throw new Invalid(problems);
}

/** Whether somebody may own a customer that these companies serve. */
export async function isPossibleOwner(tx: Transaction, tables: Tables, employeeId: number, served: Served) {
  const { employees } = tables;
  const possible = and(eq(employees.id, employeeId), mayOwnCustomers(employees), servesAsOwner(tables, served));
  return (await tx.$count(employees, possible)) > 0;
}

/**
 * The companies in use besides the home company that a new customer belongs to from the start: none, unless the
 * organisation wants all of them.
 */
export async function companiesOfNew(
  tx: Transaction,
  { companies, settings }: Tables,
  home: number,
): Promise<number[]> {
  const rows = await tx
    .select({ id: companies.id })
    .from(companies)
    .innerJoin(settings, eq(settings.relateNewCustomers, true))
    .where(and(isNull(companies.disabledAt), ne(companies.id, home)))
    .orderBy(companies.id);
  return rows.map(({ id }) => id);
}

/** Whether whoever saves will still be able to open the customer; where not, they are asked first. */
export async function reached(
  tx: Transaction,
  tables: Tables,
  id: number,
  doubts: DoubtAbout[],
  confirmed: ReadonlySet<string>,
) {
  const { customers: open } = tables;
  const [found] = await tx.select({ id: open.id }).from(open).where(eq(open.id, id));
  askFirst(confirmed, found ? doubts : [...doubts, { mark: "leavesReach", key: "leavesReach" }]);
  return { id, inReach: found !== undefined };
}
