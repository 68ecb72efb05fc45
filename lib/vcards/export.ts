import "server-only";
import { createHash } from "node:crypto";
import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { stream } from "@/lib/access/stream";
import type { Viewer } from "@/lib/access/viewer";
import type { ContactFilter } from "@/lib/contact-register/filter";
import { contactName } from "@/lib/contacts/rules";
import { chosen, factsOf } from "@/lib/mailing-lists/filter";
import { absent } from "@/lib/outcome";
import { type Card, vcard } from "./write";

type OneContact = { id: number };
type Facts = Record<string, string | number | null>;

const told = (which: ContactFilter | OneContact): Facts => ("id" in which ? { contact: which.id } : factsOf(which));

export const exportCards = stream("export", "contacts.exported", (scope, which: ContactFilter | OneContact) => {
  const { listedContacts: contacts } = scope.tables;
  return {
    query: cards(scope, "id" in which ? eq(contacts.id, which.id) : chosen(scope, which)),
    row: cardFrom,
    facts: { ...told(which), format: "vcf" },
  };
});

/** The vCards of everybody the filter finds, or of a list's members, in batches. */
export async function contactCards(viewer: Viewer, filter: ContactFilter): Promise<AsyncIterable<string[]>> {
  return written(await exportCards(viewer, filter));
}

/** The vCard of one contact, and what the person is called. */
export async function contactCard(
  viewer: Viewer,
  id: number,
): Promise<{ card: AsyncIterable<string[]>; name: string }> {
  for await (const [card] of await exportCards(viewer, { id })) {
    if (card) return { card: once(vcard(card)), name: contactName(card, "") };
  }
  return absent();
}

async function* written(batches: AsyncIterable<Card[]>) {
  for await (const batch of batches) yield batch.map(vcard);
}

async function* once(card: string) {
  yield [card];
}

function cards({ db, tables }: ReadScope, where: SQL | undefined) {
  const { listedContacts: contacts, addresses } = tables;
  const { street, city, region, postalCode } = addresses;
  return db
    .select({
      uid: sql`concat(${contacts.id}, ' ', extract(epoch from ${contacts.createdAt}))`.as("uid_source"),
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      customerName: contacts.customerName,
      title: contacts.title,
      email: contacts.email,
      phone: contacts.phone,
      phoneRaw: contacts.phoneRaw,
      mobile: contacts.mobile,
      mobileRaw: contacts.mobileRaw,
      language: contacts.language,
      address: sql`case when ${addresses.id} is not null then
        jsonb_build_array(${street}, ${city}, ${region}, ${postalCode}, ${addresses.country}) end`.as("address"),
      updatedAt: contacts.updatedAt,
    })
    .from(contacts)
    .leftJoin(addresses, eq(addresses.id, contacts.addressId))
    .where(where)
    .orderBy(asc(contacts.sortName), asc(contacts.id));
}

function cardFrom(cells: unknown[]): Card {
  const [
    source,
    firstName,
    lastName,
    organisation,
    title,
    email,
    phone,
    phoneRaw,
    mobile,
    mobileRaw,
    language,
    address,
    updated,
  ] = cells as (string | null)[];
  const place = address as unknown as (string | null)[] | null;
  return {
    uid: uidOf(String(source)),
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    organisation: organisation ?? "",
    title: title ?? null,
    email: email ?? null,
    phone: { e164: phone ?? null, raw: phoneRaw ?? null },
    mobile: { e164: mobile ?? null, raw: mobileRaw ?? null },
    language: language ?? null,
    address: place && {
      street: place[0] ?? null,
      city: place[1] ?? null,
      region: place[2] ?? null,
      postalCode: place[3] ?? null,
      country: place[4] ?? "",
    },
    updatedAt: updated as unknown as Date,
  };
}

/** A UUID made of the contact's id and birth (RFC 9562 version 8): the same for every export, another elsewhere. */
function uidOf(source: string): string {
  const hex = createHash("sha256").update(source).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
