import { sql } from "drizzle-orm";
import type { registryComparisons } from "@/db/schema/index";
import type { Tables } from "@/lib/access/rows";
import type { PlainAddress } from "./addresses";
import { type Compared, type Proposal, proposalsOf } from "./differences";
import { registerIdOf, registerNamed } from "./registers";
import { comparisonMinutes, type RegistryRecord } from "./rules";

/** The columns of a customer that a register is compared with, its head office among them. */
export const comparedIn = ({ customers, addresses }: Pick<Tables, "customers" | "addresses">) => ({
  kind: customers.kind,
  name: customers.name,
  country: customers.country,
  language: customers.language,
  email: customers.email,
  website: customers.website,
  phone: customers.phone,
  industryCode: customers.industryCode,
  companyForm: customers.companyForm,
  staff: customers.staff,
  businessStatus: customers.businessStatus,
  headOffice: sql<PlainAddress | null>`(
    select jsonb_build_object('attention', a.attention, 'street', a.street, 'postalCode', a.postal_code,
      'city', a.city, 'country', a.country)
    from (select * from ${addresses}) a where a.customer_id = ${customers.id} and a.is_head_office)`.as("head_office"),
});

/** A comparison beside its customer as it is now, for whoever looks at it or decides on it. */
export const keptIn = (tables: Pick<Tables, "customers" | "addresses" | "registryComparisons">) => {
  const { customers, registryComparisons: found } = tables;
  return {
    id: found.id,
    register: found.register,
    record: sql<RegistryRecord>`${found.record}`,
    fetchedAt: found.fetchedAt,
    closedAt: found.closedAt,
    closedAs: found.closedAs,
    customerId: customers.id,
    businessId: customers.businessId,
    vatNumber: customers.vatNumber,
    archivedAt: customers.archivedAt,
    ...comparedIn(tables),
  };
};

type Row = Compared & { headOffice: PlainAddress | null; register: string; record: RegistryRecord };

/** What may be taken; nothing where the register is no longer known. */
export function proposalsFor({ headOffice, register: name, record, ...customer }: Row): Proposal[] {
  const register = registerNamed(name);
  return register ? proposalsOf(customer, headOffice, record, register) : [];
}

/** Too old to be confirmed. What a check has found waits as long as it takes. */
export const isExpired = ({ queued, createdAt }: Pick<typeof registryComparisons, "queued" | "createdAt">) =>
  sql<boolean>`not ${queued} and ${createdAt} < now() - make_interval(mins => ${comparisonMinutes})`;

type Numbered = Parameters<typeof registerIdOf>[0] & { kind: string };

/** Whether a record is about the business that the customer's number names now; a private person is none. */
export function isAbout(customer: Numbered, record: RegistryRecord): boolean {
  const asked = registerIdOf(customer);
  return customer.kind === "organisation" && asked.ok && asked.id === record.businessId;
}
