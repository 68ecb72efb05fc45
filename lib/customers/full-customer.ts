import "server-only";
import { eq, sql } from "drizzle-orm";
import { blockersOf } from "@/lib/access/blockers";
import type { ReadScope } from "@/lib/access/gate";
import { countsFor, relatedCompaniesOf } from "@/lib/access/own-values";
import type { Tables } from "@/lib/access/rows";
import { inheritedTermsOf, unitFactsOf } from "@/lib/access/units";
import type { Locale } from "@/lib/access/viewer";
import type { FilledField } from "@/lib/custom-fields/rules";
import { employeeName } from "@/lib/employees/rules";
import { cardFiguresOf } from "@/lib/key-figures/parts";
import { figuresShown } from "@/lib/key-figures/rules";
import { relationsOf } from "@/lib/relations/parts";
import { teamOf } from "@/lib/responsibilities/parts";
import type { ExternalField } from "./fields";
import { stageFactsOf } from "./stage";
import { isSupplier } from "./suppliers";

/** Everything the card says of a customer that the viewer may open, in one statement. @param id perhaps only `given` */
export function fullCustomerOf(scope: ReadScope, id: number, locale: Locale) {
  const { db, tables, viewer } = scope;
  const { billing, companies, companyGroups, customers, customerTypeLinks, groups } = tables;
  const externalIds = tables.customerExternalIds;
  return db
    .select({
      id: customers.id,
      version: customers.version,
      companyId: customers.companyId,
      companyName: companies.name,
      companies: customers.companies,
      number: customers.number,
      name: customers.name,
      kind: customers.kind,
      businessId: customers.businessId,
      vatNumber: customers.vatNumber,
      country: customers.country,
      email: customers.email,
      phone: customers.phone,
      website: customers.website,
      language: customers.language,
      description: customers.description,
      industryCode: customers.industryCode,
      companyForm: customers.companyForm,
      businessStatus: customers.businessStatus,
      businessStatusOn: customers.businessStatusOn,
      timeZone: customers.timeZone,
      annualRevenue: customers.annualRevenue,
      staff: customers.staff,
      custom: customers.custom,
      customFields: customFieldsHeld(tables),
      relations: relationsOf({ db, tables }, id),
      stage: customers.stage,
      stageFacts: stageFactsOf({ tables }, id),
      salesBlock: sql<"warn" | "stop" | null>`(
        select ${billing.salesBlock} from ${billing}
        where ${billing.customerId} = ${id} and ${billing.salesBlock} is not null and ${countsFor(viewer, billing)}
        order by ${billing.companyId} limit 1)`,
      groupId: customers.groupId,
      groupName: groups.name,
      companyGroupId: customers.companyGroupId,
      companyGroupName: companyGroups.name,
      ownerId: customers.ownerId,
      ownerName: employeeName(tables, customers.ownerId),
      archivedAt: customers.archivedAt,
      archivedBy: employeeName(tables, customers.archivedBy),
      archiveReason: customers.archiveReason,
      createdAt: customers.createdAt,
      createdBy: employeeName(tables, customers.createdBy),
      updatedAt: customers.updatedAt,
      updatedBy: employeeName(tables, customers.updatedBy),
      typeIds: sql<number[]>`array(
        select ${customerTypeLinks.typeId} from ${customerTypeLinks} where ${customerTypeLinks.customerId} = ${id})`,
      isSupplier: isSupplier(
        viewer,
        tables,
        sql`array(select ${customerTypeLinks.typeId} from ${customerTypeLinks} where ${customerTypeLinks.customerId} = ${id})`,
      ),
      externalIds: sql<Partial<Record<ExternalField, string>>>`coalesce((
        select jsonb_object_agg(${externalIds.integration} || 'Id', ${externalIds.value})
        from ${externalIds} where ${externalIds.customerId} = ${id}), '{}')`,
      work: workOf({ viewer, tables }, id),
      figures: cardFiguresOf(scope, id, figuresShown(viewer, "card")),
      blockers: blockersOf(viewer, id),
      related: relatedCompaniesOf(viewer, id),
      team: teamOf({ viewer, tables }, { subject: "customer", subjectId: id, lead: sql`${customers.ownerId}`, locale }),
      units: unitFactsOf(viewer, id),
      mainUnitTerms: inheritedTermsOf(viewer, id),
    })
    .from(customers)
    .innerJoin(companies, eq(companies.id, customers.companyId))
    .leftJoin(groups, eq(groups.id, customers.groupId))
    .leftJoin(companyGroups, eq(companyGroups.id, customers.companyGroupId))
    .where(eq(customers.id, id));
}

/** How many sales cases and projects the viewer sees of the customer. */
function workOf({ viewer, tables }: Pick<ReadScope, "viewer" | "tables">, id: number) {
  const { projects, salesCases } = tables;
  const sales = sql`(select count(*) from ${salesCases} where ${salesCases.customerId} = ${id})`;
  const running = sql`(select count(*) from ${projects} where ${projects.customerId} = ${id})`;
  const seen = [viewer.can("sales.own") && sales, viewer.can("projects.own") && running].filter(
    (part) => part !== false,
  );
  return sql<number>`${sql.join([sql`0`, ...seen], sql` + `)}`.mapWith(Number);
}

/** The administrator's fields that the card shows and the customer has a value of. */
const customFieldsHeld = ({ customers, customFields, customOptions }: Tables) =>
  sql<FilledField[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'names', f.names, 'kind', f.kind, 'options', (
      select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'names', o.names) order by o.position, o.id), '[]')
      from ${customOptions} o where o.field_id = f.id)) order by f.position, f.id)
    from ${customFields} f where f.disabled_at is null and f.on_card and ${customers.custom} ? f.id::text), '[]')`;
