import "server-only";
import { and, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import * as schema from "@/db/schema/index";
import { numberFor, ownerFor } from "./own-values";
import { customersInReach, isCurrent, masked, type Rows, reached, served, shownIf } from "./scopes";
import { parentSeen, unitColumns } from "./units";
import type { Viewer } from "./viewer";

const { customers, customerTags, customerTypeLinks, responsibilities } = schema;
const numbers = (value: unknown): number[] => (value as unknown[]).map(Number);
const idsIf = (seen: SQL | undefined, ids: SQL, name: string) =>
  sql<number[] | null>`${seen ? sql`case when ${seen} then ${ids} end` : ids}`.mapWith(numbers).as(name);

/** A column once more as it is stored, which its index answers. */
const indexed = <C extends PgColumn>(column: C, name: string): C =>
  sql`${column}`.mapWith(column).as(name) as unknown as C;

/** The customers a viewer may open, without what the mask hides. */
export function customersOpen(viewer: Viewer) {
  const { ownerId, groupId, parentId, ...columns } = getTableColumns(customers);
  const mask = masked(viewer);
  return db
    .select({
      ...columns,
      ownerId: shownIf(mask, ownerId),
      groupId: shownIf(mask, groupId),
      parentId: parentSeen(viewer).as(parentId.name),
    })
    .from(customers)
    .where(customersInReach(viewer))
    .as("customers");
}

/**
 * The customers a list may show. What the viewer may not see of one comes as null, so that no filter, sort, count or
 * export can tell; `full` says whether its card is open. Without the multi-company switches these are plain columns.
 */
export function customersListable(viewer: Viewer, rows: Rows) {
  const { id, number, name, city, country, tab, search, ...columns } = getTableColumns(customers);
  const twoTiers = viewer.facts.showOtherCompanies;
  const full = twoTiers ? sql`coalesce((${reached(viewer) ?? sql`true`}), false)` : undefined;
  const unmasked = and(full, masked(viewer));
  const seen = and(twoTiers ? reached(viewer) : undefined, masked(viewer));
  /** Owner and responsibles of today: those with dates are asked to the day. */
  const team = sql`${columns.people} || array(
    select distinct r.employee_id from ${responsibilities} r
    where r.customer_id = ${id} and (r.valid_from is not null or r.valid_to is not null)
      and ${isCurrent("r", viewer.facts.today)})`;
  const tags = sql`array(select g.tag_id from ${customerTags} g where g.customer_id = ${id})`;
  const basic = sql`' ' || fold(concat_ws(' ', ${name}, ${number}, ${city})) || ' '`;
  return db
    .select({
      id,
      number,
      name,
      city,
      country,
      tab,
      search,
      /** What the search may compare for this viewer: the superset `search` first, for its index. */
      openSearch: (full ? sql<string>`case when ${full} then ${search} else ${basic} end` : sql<string>`${search}`).as(
        "open_search",
      ),
      hasHeadOffice: shownIf(full, columns.hasHeadOffice),
      full: sql<boolean>`${full ?? sql`true`}`.as("full"),
      /** Whether owner, team, group and tags are open. */
      unmasked: sql<boolean>`${unmasked ?? sql`true`}`.as("unmasked"),
      /** Whether the viewer's own company serves it. */
      isOwn: served(viewer).as("is_own"),
      companies: shownIf(full, columns.companies),
      typeIds: sql<number[]>`array(
        select l.type_id from ${customerTypeLinks} l where l.customer_id = ${id} order by 1)`
        .mapWith(numbers)
        .as("type_ids"),
      /** In the viewer's own company where that says otherwise than the home company. */
      ownerId: shownIf(unmasked, columns.ownerId, ownerFor(viewer)),
      /** Owner at home, for its index; only together with `ownerId`. */
      homeOwner: sql<number | null>`${columns.ownerId}`.as("home_owner"),
      ownNumber: sql<
        string | null
      >`${full ? sql`case when ${full} then ${numberFor(viewer)} end` : numberFor(viewer)}`.as("own_number"),
      groupId: shownIf(unmasked, columns.groupId),
      /** The group, for its index; only together with `groupId`. */
      groupIndex: sql<number | null>`${columns.groupId}`.as("group_index"),
      /** Says the same as `full`, for the indexes of reach. */
      reachIndex: sql<boolean>`(${(twoTiers ? reached(viewer) : undefined) ?? sql`true`})`.as("reach_index"),
      /** Says the same as `unmasked`, for the indexes of reach. */
      seenIndex: sql<boolean>`(${seen ?? sql`true`})`.as("seen_index"),
      people: shownIf(unmasked, columns.people),
      datedPeople: shownIf(unmasked, columns.datedPeople),
      /** The same two for their indexes; only together with `unmasked`. */
      peopleIndex: indexed(columns.people, "people_index"),
      datedIndex: indexed(columns.datedPeople, "dated_index"),
      /** The employees of the customer team. */
      teamIds: idsIf(unmasked, team, "team_ids"),
      tagIds: idsIf(unmasked, tags, "tag_ids"),
      kind: shownIf(full, columns.kind),
      companyId: shownIf(full, columns.companyId),
      /** The home company, for its index; only together with `full`. */
      homeIndex: indexed(columns.companyId, "home_index"),
      companyGroupId: shownIf(full, columns.companyGroupId),
      businessId: shownIf(full, columns.businessId),
      vatNumber: shownIf(full, columns.vatNumber),
      email: shownIf(full, columns.email),
      phone: shownIf(full, columns.phone),
      website: shownIf(full, columns.website),
      language: shownIf(full, columns.language),
      description: shownIf(full, columns.description),
      industryCode: shownIf(full, columns.industryCode),
      companyForm: shownIf(full, columns.companyForm),
      businessStatus: shownIf(full, columns.businessStatus),
      businessStatusOn: shownIf(full, columns.businessStatusOn),
      /** What the business is doing, to search by its index; only together with `full`. */
      businessIndex: sql<string | null>`${columns.businessStatus}`.as("business_index"),
      annualRevenue: shownIf(full, columns.annualRevenue),
      staff: shownIf(full, columns.staff),
      timeZone: shownIf(full, columns.timeZone),
      stage: shownIf(full, columns.stage),
      ...unitColumns(viewer, full),
      custom: shownIf(full, columns.custom),
      /** Custom values to search by, for their index; only together with `full`. */
      customIndex: sql<Record<string, unknown>>`${columns.custom}`.as("custom_index"),
      archivedAt: shownIf(full, columns.archivedAt),
      createdAt: shownIf(full, columns.createdAt),
      updatedAt: shownIf(full, columns.updatedAt),
      /** The same for its index; only together with `full`. */
      updatedIndex: indexed(columns.updatedAt, "updated_index"),
    })
    .from(customers)
    .where(rows(viewer))
    .as("customers");
}

export type ListedCustomers = ReturnType<typeof customersListable>;
