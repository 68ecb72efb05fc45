import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ReadScope } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { anyOf } from "@/lib/any-of";
import { nameIn } from "@/lib/locale/names";
import type { CustomerFilter } from "./filter";
import { isSupplierType } from "./suppliers";

export type OptionKind =
  | "company"
  | "units"
  | "under"
  | "group"
  | "type"
  | "supplierType"
  | "owner"
  | "team"
  | "companyGroup"
  | "special"
  | "segment"
  | "hiddenIndustry"
  | "tag"
  | "role";

const mostOffered = 200;

/**
 * What the filters of the customer list can be: kind, id, label and place of each.
 * @param set the filter of the moment: what it asks for is there even where it is no longer in use
 */
export function filterOptions({ tables, viewer }: ReadScope, locale: Locale, set?: CustomerFilter): SQL {
  const {
    groups,
    customerTypes,
    employees,
    teams,
    companyGroups,
    specialGroups,
    segmentGroups,
    segments,
    settings,
    tags,
  } = tables;
  const { companies, customerRoles, listedCustomers, units } = tables;
  const { all, groups: sold, people } = viewer.customerReach;
  /** Beyond one's own company there is something to tell apart only for those who open customers of others. */
  const reachesOthers = viewer.uses("multiCompany") && (all || sold.length > 0 || people.length > 0);
  return sql`select 'group' as kind, ${groups.id} as id, ${groups.name} as label, 0 as place from ${groups}
  union all
  select 'company', ${companies.id}, ${companies.name}, 0 from ${companies}
  where ${reachesOthers} and ${companies.id} <> ${viewer.facts.companyId}
  union all
  select 'type', ${customerTypes.id}, ${nameIn(customerTypes.names, locale)}, ${customerTypes.position} from ${customerTypes}
  union all
  select 'supplierType', ${customerTypes.id}, '', 0 from ${customerTypes}
  where ${viewer.uses("purchaseInvoices")} and ${isSupplierType(tables)}
  union all
  select 'owner', ${employees.id}, concat_ws(' ', ${employees.firstName}, ${employees.lastName}), 0
  from ${employees} where ${employees.deactivatedAt} is null
  union all
  select 'team', ${teams.id}, ${teams.name}, 0 from ${teams} where ${teams.disabledAt} is null
  union all
  select 'companyGroup', * from (${offered(companyGroups, [set?.companyGroup ?? 0])}) c
  union all
  select 'special', * from (${offered(specialGroups, set?.special.ids)}) s
  union all
  select 'segment', ${segments.id}, ${segmentGroups.name} || ': ' || ${segments.name},
    ${segmentGroups.position} * 1000 + ${segments.position}
  from ${segments} join ${segmentGroups} on ${segmentGroups.id} = ${segments.segmentGroupId}
  where ${viewer.uses("segments")} and (${segments.disabledAt} is null or ${anyOf(segments.id, set?.segment.ids ?? [])})
  union all
  select 'hiddenIndustry', 0::bigint, unnest(${settings.hiddenIndustries}), 0 from ${settings}
  union all
  select 'tag', * from (${offered(tags, set?.tag.ids)}) t
  union all
  select 'role', ${customerRoles.id}, ${nameIn(customerRoles.names, locale)}, ${customerRoles.position} from ${customerRoles}
  where ${customerRoles.disabledAt} is null or ${anyOf(customerRoles.id, [set?.losing ?? 0, ...(set?.role.ids ?? [])])}
  union all
  select 'under', ${units.id}, ${units.name}, 0 from ${units} where ${units.id} = ${set?.under ?? null}
  union all
  select 'units', 0, '', 0 where ${set !== undefined}
    and exists (select from ${listedCustomers} where ${listedCustomers.isSubUnit})`;
}

type Register = { id: PgColumn; name: PgColumn; disabledAt: PgColumn };

/** The names of a register that are in use or asked for, as many as fit into a list. */
function offered(table: Register, set: readonly number[] = []): SQL {
  const { id, name, disabledAt } = table;
  return sql`select ${id} as id, ${name} as label, 0 as place from ${table}
    where ${disabledAt} is null or ${anyOf(id, set)} order by ${anyOf(id, set)} desc, ${name} limit ${mostOffered}`;
}
