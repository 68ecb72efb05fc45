import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { addresses, customers, registryComparisons } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { keepComparison } from "@/lib/registry/commands";
import type { RegistryAddress, RegistryRecord } from "@/lib/registry/rules";
import { nextBusinessId } from "./registry/business-ids";
import { recordWith } from "./registry/records";

/** A word like no other, so that no name looks like another's. */
function wordOf(text: string): string {
  const letters = createHash("sha256").update(text).digest("hex").slice(0, 14);
  return `Ka${letters.replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "")}`;
}

/** The new name that the register has for a customer, as people write it. */
export const newNameOf = ({ businessId }: Row): string => `Uusi ${wordOf(`new ${businessId}`)} Oy`;

type Row = typeof customers.$inferSelect;

/** A new customer with a head office in Helsinki and a business ID. */
export async function newCustomer(companyId: number, given: Partial<typeof customers.$inferInsert> = {}): Promise<Row> {
  const businessId = nextBusinessId();
  const plain = {
    companyId,
    country: "FI",
    name: `Vanha ${wordOf(businessId)} Oy`,
    number: `R${businessId}`,
    businessId,
  };
  const [row] = await db
    .insert(customers)
    .values({ ...plain, ...given })
    .returning();
  if (!row) throw new Error("no customer");
  const office = { street: "Pajakuja 4 B 12", postalCode: "00510", city: "Helsinki", country: "FI" };
  await db.insert(addresses).values({ ...office, customerId: row.id, isHeadOffice: true });
  return row;
}

const satamatie: RegistryAddress = {
  attention: null,
  street: "Satamatie 7",
  box: null,
  postalCode: "20100",
  towns: { fi: "TURKU", sv: "ÅBO" },
  country: "FI",
};

/** What a register says of a customer: a new name in capitals, a new address and website. */
export const recordOf = (customer: Row, given: Partial<RegistryRecord> = {}): RegistryRecord =>
  recordWith({
    businessId: customer.businessId ?? "",
    name: newNameOf(customer).toUpperCase(),
    form: { fi: "Oy", sv: "Ab" },
    visiting: satamatie,
    postal: { ...satamatie, street: null, box: "226", attention: "c/o Testinen" },
    website: "https://uusi.example",
    industryCode: "43220",
    ...given,
  });

/** Keeps a comparison as the card does. @returns its id */
export async function compare(viewer: Viewer, customer: Row, given: Partial<RegistryRecord> = {}, register = "prh") {
  const record = recordOf(customer, given);
  const outcome = await keepComparison(viewer, { id: customer.id, register, record, fetchedAt: new Date() });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.comparisonId;
}

/** A comparison that a check has found and that waits in the queue. @returns its id */
export async function queue(customer: Row, given: Partial<RegistryRecord> = {}) {
  const record = recordOf(customer, given);
  const { status } = record;
  const plain = { customerId: customer.id, register: "prh", fetchedAt: new Date(), queued: true };
  const [row] = await db
    .insert(registryComparisons)
    .values({ ...plain, record, status, createdAt: new Date("2026-01-05T09:00:00Z") })
    .returning({ id: registryComparisons.id });
  return row?.id ?? 0;
}

export async function customerNow(id: number): Promise<Row> {
  const [row] = await db.select().from(customers).where(eq(customers.id, id));
  if (!row) throw new Error("no customer");
  return row;
}

/** The addresses of a customer, each on one line, the head office marked. */
export async function addressesNow(customerId: number): Promise<string[]> {
  const rows = await db.select().from(addresses).where(eq(addresses.customerId, customerId)).orderBy(asc(addresses.id));
  return rows.map(
    ({ street, postalCode, city, isHeadOffice }) =>
      `${isHeadOffice ? "* " : ""}${[street, postalCode, city].filter(Boolean).join(", ")}`,
  );
}

export async function comparisonNow(id: number) {
  const [row] = await db.select().from(registryComparisons).where(eq(registryComparisons.id, id));
  return row;
}

/** Makes a comparison as old as that. */
export const aged = (id: number, minutes: number) =>
  db
    .update(registryComparisons)
    .set({ createdAt: new Date(Date.now() - minutes * 60_000) })
    .where(and(eq(registryComparisons.id, id)));
