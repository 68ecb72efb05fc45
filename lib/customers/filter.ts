import { and, eq, isNull, like, type SQL, sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import { answeredBy, inGroup, ownedBy } from "@/lib/access/own-values";
import { visibleTables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { countryCodes } from "@/lib/countries";
import { type CustomFilter, customFilters, customMatching, customQuery } from "@/lib/custom-fields/filter";
import type { CustomField } from "@/lib/custom-fields/rules";
import { divisionsOf, type IndustrySection, industrySections } from "@/lib/industries/rules";
import { type FigureFilter, figureFilter, figuresMatching } from "@/lib/key-figures/filter";
import {
  idOf,
  known,
  oneOf,
  type Params,
  patternsOf,
  type Sought,
  searchOf,
  soughtOf,
  soughtQuery,
} from "@/lib/list-address";
import { type BusinessFilter, businessFilter, businessMatching } from "@/lib/registry/filter";
import { type RoleFilter, rolesHeld } from "@/lib/roles/filter";
import type { UnitKind } from "@/lib/units/fields";
import { type UnitFilter, unitFilter, unitQuery, unitsMatching, unitsShown } from "@/lib/units/filter";
import { grouped } from "./grouped";

export const tabs = ["active", "prospects", "archived", "deleted"] as const;
export const sorts = ["name", "number", "owner", "updated"] as const;
const views = ["grouped", "flat", "tree"] as const;

/** Columns of the list that a person may add. */
export const customerColumns = [
  "company",
  "team",
  "customerTeam",
  "tags",
  "mainUnit",
  "companyForm",
  "businessStatus",
] as const;

export type CustomerColumn = (typeof customerColumns)[number];
/** Those that there are for a viewer: companies are told apart only where there are several. */
export const columnsFor = (viewer: Viewer, columns: readonly CustomerColumn[] = customerColumns): CustomerColumn[] =>
  columns.filter((column) => column !== "company" || viewer.uses("multiCompany"));

export type CustomerTab = (typeof tabs)[number];
export type CustomerSort = (typeof sorts)[number];

/** What the list address may say. Nonsense becomes the default, never an error. */
export type CustomerFilter = UnitFilter &
  RoleFilter &
  BusinessFilter &
  FigureFilter & {
    q: string;
    /** Null = everything not archived, as an export without a tab gives. */
    tab: CustomerTab | null;
    view: (typeof views)[number];
    sort: CustomerSort;
    descending: boolean;
    /** Whom it is a customer of: the viewer's own company, others only, or one that the viewer sees fully. */
    company: "own" | "other" | number | null;
    group: number | "none" | null;
    type: Sought;
    owner: number | "none" | null;
    /** Who owns the customer or is responsible today; "none" = nobody. */
    responsible: number | "none" | null;
    /** Team of the owner. */
    team: number | null;
    country: string | null;
    /** Section of the industry classification: "F". */
    industry: IndustrySection | null;
    headOffice: "missing" | null;
    /** Only those whose cards the viewer may open. */
    open: "yes" | null;
    companyGroup: number | null;
    /** Special group. */
    special: Sought;
    segment: Sought;
    tag: Sought;
    custom: CustomFilter[];
    columns: CustomerColumn[];
    /** From 1. With `after` it only says where one is; alone it is a jump. */
    page: number;
    after: string | null;
  };

/**
 * @param fields the custom fields in use, where the address may ask for their values
 * @param usualUnit the units shown where the address does not say: the administrator's choice for lists, else all
 */
export function customerFilter(
  params: Params,
  fields: readonly CustomField[] = [],
  usualUnit: UnitKind = "all",
): CustomerFilter {
  const one = (name: string) => oneOf(params, name);
  const q = searchOf(params);
  const sort = known(sorts, one("sort")) ?? "name";
  const descending = one("direction") === "desc";
  const tab = known(tabs, one("tab")) ?? "active";
  const filter: CustomerFilter = {
    q,
    tab,
    view: known(views, one("view")) ?? usualView({ q, sort, descending }),
    sort,
    descending,
    company: known(["own", "other"] as const, one("company")) ?? idOf(one("company")),
    group: one("group") === "none" ? "none" : idOf(one("group")),
    type: soughtOf(params, "type"),
    owner: one("owner") === "none" ? "none" : idOf(one("owner")),
    responsible: one("responsible") === "none" ? "none" : idOf(one("responsible")),
    team: idOf(one("team")),
    country: countryCodes.includes(one("country")) ? one("country") : null,
    companyGroup: idOf(one("companyGroup")),
    special: soughtOf(params, "special"),
    segment: soughtOf(params, "segment"),
    tag: soughtOf(params, "tag"),
    role: soughtOf(params, "role"),
    losing: idOf(one("losing")),
    ...unitFilter(params, usualUnit, { q, tab }),
    ...figureFilter(params),
    ...businessFilter(params),
    custom: customFilters(params, fields),
    columns: customerColumns.filter((column) => one("columns").split(",").includes(column)),
    industry: known(industrySections, one("industry")) ?? null,
    headOffice: one("headOffice") === "missing" ? "missing" : null,
    open: one("open") === "yes" ? "yes" : null,
    page: Math.min(idOf(one("page")) ?? 1, 1_000_000),
    after: one("after") || null,
  };
  return filter.view === "tree" && !canBeTree(filter) ? { ...filter, view: "flat" } : filter;
}

/** The view of an address that names none. */
const usualView = ({ q, sort, descending }: Pick<CustomerFilter, "q" | "sort" | "descending">) =>
  sort !== "name" || q !== "" || descending ? "flat" : "grouped";

/** A tree goes by name and begins at the top: what is searched for or asked for below a unit is found wherever it stands. */
export const canBeTree = (filter: CustomerFilter): boolean =>
  filter.sort === "name" &&
  !filter.q &&
  filter.under === null &&
  filter.tab !== "deleted" &&
  unitsShown(filter) !== "sub";

/** The filter as an address says it; what is the default is left out. */
export function filterQuery(filter: CustomerFilter) {
  const { q, tab, sort, descending, group, owner, country, industry, headOffice, open } = filter;
  return {
    q,
    tab: tab === "active" ? null : tab,
    view: filter.view === usualView(filter) ? null : filter.view,
    sort: sort === "name" ? null : sort,
    direction: descending ? "desc" : null,
    company: filter.company,
    group,
    ...soughtQuery("type", filter.type),
    owner,
    responsible: filter.responsible,
    team: filter.team,
    country,
    industry,
    headOffice,
    open,
    companyGroup: filter.companyGroup,
    ...soughtQuery("special", filter.special),
    ...soughtQuery("segment", filter.segment),
    ...soughtQuery("tag", filter.tag),
    ...soughtQuery("role", filter.role),
    losing: filter.losing,
    ...unitQuery(filter),
    billed: filter.billed,
    pipeline: filter.pipeline,
    business: filter.business,
    columns: filter.columns.join(",") || null,
    ...customQuery(filter.custom),
  };
}

export function isFiltered(filter: CustomerFilter): boolean {
  const { tab: _tab, columns: _columns, ...rest } = filterQuery(filter);
  const { view: _view, sort: _sort, direction: _direction, unit: _unit, ...narrowing } = rest;
  return unitsShown(filter) !== "all" || Object.values(narrowing).some(Boolean);
}

export const tabNumbers: Record<CustomerTab, number> = { active: 0, prospects: 1, archived: 2, deleted: 3 };

/** The rows of one tab, or without a tab all that are not archived. */
export const inTab = (customers: ListedCustomers, tab: CustomerTab | null): SQL =>
  tab ? eq(customers.tab, tabNumbers[tab]) : sql`${customers.tab} in (0, 1)`;

/** Everything the filter says, tab included. */
export const wanted = (viewer: Viewer, customers: ListedCustomers, filter: CustomerFilter): SQL | undefined =>
  and(inTab(customers, filter.tab), matching(viewer, customers, filter));

/** The filter as a condition on `tables.listedCustomers`, without the tab. */
export function matching(viewer: Viewer, customers: ListedCustomers, filter: CustomerFilter): SQL | undefined {
  const { group, owner, responsible, team, country, industry, headOffice } = filter;
  // That there is none is said only of those whose owner and group the viewer may know.
  const isUnmasked = sql`${customers.unmasked}`;
  return and(
    ...found(viewer, customers, filter.q),
    viewer.uses("multiCompany") ? ofCompany(customers, filter.company) : undefined,
    group === "none"
      ? and(isNull(customers.groupId), isUnmasked)
      : group === null
        ? undefined
        : inGroup(customers, group),
    owner === null ? undefined : ownedBy(viewer, customers, owner === "none" ? null : owner),
    owner === "none" ? isUnmasked : undefined,
    responsible === null ? undefined : answeredBy(viewer, customers, responsible),
    team === null ? undefined : ownedByTeam(viewer, customers, team),
    country === null ? undefined : eq(customers.country, country),
    industry === null ? undefined : inSection(customers.industryCode, industry),
    headOffice === null ? undefined : eq(customers.hasHeadOffice, false),
    filter.open === null ? undefined : sql`${customers.full}`,
    ...grouped(viewer, customers, filter),
    ...rolesHeld(viewer, customers, filter),
    unitsMatching(viewer, customers, filter),
    ...figuresMatching(viewer, customers, filter),
    businessMatching(customers, filter),
    ...customMatching(viewer, customers, filter.custom),
  );
}

function ofCompany({ companies, isOwn }: ListedCustomers, company: CustomerFilter["company"]): SQL | undefined {
  if (company === null) return undefined;
  if (typeof company === "number") return sql`${companies} && ${sql.param([company])}::bigint[]`;
  return company === "own" ? sql`${isOwn}` : sql`not ${isOwn}`;
}

function ownedByTeam(viewer: Viewer, { ownerId }: ListedCustomers, team: number): SQL {
  const { employeeTeams } = visibleTables(viewer);
  return sql`${ownerId} in (select ${employeeTeams.employeeId} from ${employeeTeams} where ${employeeTeams.teamId} = ${team})`;
}

/** The first two digits of a code say its section. */
function inSection(code: ListedCustomers["industryCode"], section: IndustrySection): SQL {
  const [first, last] = divisionsOf(section);
  return sql`left(${code}, 2) between ${first} and ${last}`;
}

/**
 * Every word has to be found somewhere. The search column has an index; what a viewer with basic sight must not find by
 * is compared with `openSearch`.
 */
const found = (viewer: Viewer, { search, openSearch }: ListedCustomers, q: string): SQL[] =>
  patternsOf(q).flatMap((pattern) => {
    const hit = like(search, pattern);
    return viewer.facts.showOtherCompanies ? [hit, sql`${openSearch} like ${pattern}`] : [hit];
  });
