import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { addresses, customerContacts, customerTypeLinks, persons } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { checkPostcode } from "@/lib/addresses/rules";
import { Invalid } from "@/lib/errors";
import { checkPhone } from "@/lib/phones";
import type { newCustomerInput } from "./rules";

type NewCustomer = z.output<typeof newCustomerInput>;
type Maker = { customerId: number; by: number };

/** The first address of a customer is its head office (decisions 7.7). @returns what was added, null where nothing was given */
export async function addHeadOffice(tx: Transaction, { customerId, by }: Maker, given: NewCustomer) {
  const country = given["headOffice.country"] ?? given.country;
  const postalCode = given["headOffice.postalCode"];
  const postcode = postalCode ? checkPostcode(country, postalCode) : null;
  const address = {
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

/** @returns what was added, null where no name was given */
export async function addFirstContact(tx: Transaction, { customerId, by }: Maker, given: NewCustomer) {
  const firstName = given["contact.firstName"] ?? null;
  const lastName = given["contact.lastName"] ?? null;
  if (!firstName && !lastName) return null;
  const phoneRaw = given["contact.phone"] ?? null;
  const contact = {
    title: given["contact.title"] ?? null,
    email: given["contact.email"] ?? null,
    phone: phoneRaw && checkPhone(phoneRaw, given.country).e164,
    phoneRaw,
  };
  const [person] = await tx
    .insert(persons)
    .values({ firstName, lastName, createdBy: by })
    .returning({ id: persons.id });
  if (!person) throw new Error("no person");
  await tx
    .insert(customerContacts)
    .values({ ...contact, customerId, personId: person.id, createdBy: by, updatedBy: by });
  return { firstName, lastName, ...contact };
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

export async function typesHeld(tx: Transaction, customerId: number): Promise<number[]> {
  const links = await tx
    .select({ typeId: customerTypeLinks.typeId })
    .from(customerTypeLinks)
    .where(eq(customerTypeLinks.customerId, customerId))
    .orderBy(customerTypeLinks.typeId);
  return links.map(({ typeId }) => typeId);
}

export async function writeTypes(tx: Transaction, customerId: number, before: number[], after: number[]) {
  const gone = before.filter((id) => !after.includes(id));
  const added = after.filter((id) => !before.includes(id));
  if (gone.length) {
    await tx
      .delete(customerTypeLinks)
      .where(and(eq(customerTypeLinks.customerId, customerId), inArray(customerTypeLinks.typeId, gone)));
  }
  if (added.length) await tx.insert(customerTypeLinks).values(added.map((typeId) => ({ customerId, typeId })));
}
