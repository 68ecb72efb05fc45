import "server-only";
import { countDistinct, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import {
  companies,
  contactRoleLinks,
  customerCompanies,
  customerExternalIds,
  customerSegments,
  customerTypeLinks,
  customerTypes,
  customFields,
  employees,
  groups,
  projectParticipants,
  responsibilities,
  workOrders,
} from "@/db/schema/index";
import type { ReadScope } from "@/lib/access/gate";
import type { Part } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import type { DoubtAbout, DoubtKey } from "@/lib/outcome";

type Reader = Pick<ReadScope["db"], "select" | "$count">;

/** What should be known before a part of the product goes out of use: of how much something is hidden. */
export async function partDoubts(db: Reader, part: Part): Promise<DoubtAbout[]> {
  const doubts: DoubtAbout[] = [];
  for (const { key, count: counted } of hidden[part]) {
    const n = await counted(db);
    if (n) doubts.push({ mark: `${key}:off:${n}`, key, params: { n } });
  }
  return doubts;
}

/** @throws Invalid while more than one company is in use: several cannot do without what keeps them apart */
export async function keepCompaniesApart(db: Reader): Promise<void> {
  const n = await db.$count(companies, isNull(companies.disabledAt));
  if (n > 1) throw new Invalid({ "": { key: "companiesInUse", params: { n } } });
}

type Hidden = { key: DoubtKey; count: (db: Reader) => Promise<number> };

const hidden: Record<Part, Hidden[]> = {
  roles: [
    {
      key: "rolesHidden",
      count: async (db) => {
        const contacts = await db.select({ n: countDistinct(contactRoleLinks.contactId) }).from(contactRoleLinks);
        const inRoles = inArray(
          employees.id,
          unionAll(
            db
              .select({ id: responsibilities.employeeId })
              .from(responsibilities)
              .where(isNotNull(responsibilities.roleId)),
            db
              .select({ id: projectParticipants.employeeId })
              .from(projectParticipants)
              .where(isNotNull(projectParticipants.roleId)),
          ),
        );
        return first(contacts) + (await db.$count(employees, inRoles));
      },
    },
    {
      key: "roleOrdersHidden",
      count: (db) => db.$count(workOrders, eq(workOrders.visibility, "role")),
    },
  ],
  segments: [
    {
      key: "segmentsHidden",
      count: async (db) =>
        first(await db.select({ n: countDistinct(customerSegments.customerId) }).from(customerSegments)),
    },
  ],
  purchaseInvoices: [
    {
      key: "suppliersHidden",
      count: async (db) =>
        first(
          await db
            .select({ n: countDistinct(customerTypeLinks.customerId) })
            .from(customerTypeLinks)
            .innerJoin(customerTypes, eq(customerTypes.id, customerTypeLinks.typeId))
            .where(or(eq(customerTypes.builtIn, "subcontractor"), customerTypes.defaultSubcontractor)),
        ),
    },
  ],
  multiCompany: [
    {
      key: "relatedHidden",
      count: async (db) =>
        first(await db.select({ n: countDistinct(customerCompanies.customerId) }).from(customerCompanies)),
    },
  ],
  accounting: [
    {
      key: "accountingHidden",
      count: async (db) =>
        (await db.$count(groups, isNotNull(groups.integrationId))) + (await customerIds(db, "accounting")),
    },
  ],
  hubspot: [
    {
      key: "hubspotHidden",
      count: async (db) =>
        (await db.$count(customFields, isNotNull(customFields.integrationId))) + (await customerIds(db, "hubspot")),
    },
  ],
};

const first = ([row]: { n: number }[]): number => row?.n ?? 0;

const customerIds = (db: Reader, integration: "accounting" | "hubspot") =>
  db.$count(customerExternalIds, eq(customerExternalIds.integration, integration));
