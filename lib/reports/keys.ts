import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import type { CustomField } from "@/lib/custom-fields/rules";
import { divisionsOf, industrySections } from "@/lib/industries/rules";
import { nameIn } from "@/lib/locale/names";
import type { CustomerReport } from "./filter";
import { type ContactDimension, type CustomerDimension, idIn } from "./rules";

/**
 * How rows get the keys of a dimension: from themselves, from a list of keys in the row (`each`), or from another table
 * (`links`: rows of `owner` and `key`), where there may be none, one or many.
 */
export type Keys = ({ key: SQL } | { each: SQL } | { links: SQL; owner: SQLWrapper }) & {
  /** Hidden where the viewer may not know owner, group and tags. */
  masked?: true;
  /** The name of a key, where the database has it; null where the row is gone. */
  label?: (key: SQL) => SQL;
  /** How many lines there are before the rest. */
  most?: number;
};

/** Values that people write themselves: more of them say nothing. */
const mostValues = 50;

type Scope = Pick<ReadScope, "tables" | "viewer">;
type Words = { locale: Locale; fields: readonly CustomField[] };

type Named = { id: SQLWrapper; name: SQLWrapper };
const nameOf = (table: SQLWrapper & Named) => (key: SQL) =>
  sql`(select ${table.name} from ${table} where ${table.id} = ${key}::bigint)`;

export function customerKeys(scope: Scope, by: CustomerDimension, report: CustomerReport, words: Words): Keys {
  const { tables } = scope;
  const { listedCustomers: customers } = tables;
  const own = customers.id;
  const field = words.fields.find(({ id }) => id === idIn(by, "custom"));
  if (field) return customKeys(scope, field);
  switch (by) {
    case "type": {
      const { customerTypeLinks: links } = tables;
      return {
        links: sql`select ${links.customerId} as owner, ${links.typeId}::text as key from ${links}`,
        owner: own,
        label: typeName(scope, words.locale),
      };
    }
    case "group":
      return { ...groupKeys(scope, report.day), masked: true, label: nameOf(tables.groups) };
    case "special": {
      const { specialGroupMembers: members, specialGroups: groups } = tables;
      const open = sql`${members.specialGroupId} in (select ${groups.id} from ${groups})`;
      return {
        links: sql`select ${members.customerId} as owner, ${members.specialGroupId}::text as key from ${members} where ${open}`,
        owner: own,
        label: nameOf(groups),
      };
    }
    case "companyGroup":
      return { key: sql`${customers.companyGroupId}::text`, label: nameOf(tables.companyGroups) };
    case "tag": {
      const { customerTags: links } = tables;
      return {
        links: sql`select ${links.customerId} as owner, ${links.tagId}::text as key from ${links}`,
        owner: own,
        masked: true,
        label: nameOf(tables.tags),
      };
    }
    case "owner":
      return { key: sql`${customers.ownerId}::text`, masked: true, label: employeeName(scope) };
    case "responsible": {
      const { datedPeople, people, teamIds } = customers;
      const ids = sql`case when ${datedPeople} = '{}' then ${people} else array(select distinct unnest(${teamIds})) end`;
      return {
        each: sql`select person::text as key from unnest(${ids}) person`,
        masked: true,
        label: employeeName(scope),
      };
    }
    case "team": {
      const { employeeTeams: links } = tables;
      return {
        links: sql`select ${links.employeeId} as owner, ${links.teamId}::text as key from ${links}`,
        owner: customers.ownerId,
        masked: true,
        label: nameOf(tables.teams),
      };
    }
    case "country":
      return { key: sql`${customers.country}::text` };
    case "industry":
      return { key: sectionOf(customers.industryCode) };
    case "company":
      return {
        each: sql`select company::text as key from unnest(${customers.companies}) company`,
        label: nameOf(tables.companies),
      };
    case "stage":
      return { key: sql`${customers.tab}::text` };
    case "createdYear":
      return { key: createdIn(scope, "YYYY") };
    case "createdMonth":
      return { key: createdIn(scope, "YYYY-MM") };
    case "mainUnit":
      return { key: sql`${customers.mainUnitNumber} || ' ' || ${customers.mainUnitName}`, most: mostValues };
    default:
      return segmentKeys(scope, idIn(by, "segment"));
  }
}

/** The group of today, or the one of a day. */
function groupKeys({ tables }: Scope, day: string | null): Keys {
  const { groupMemberships: past, listedCustomers: customers } = tables;
  if (!day) return { key: sql`${customers.groupId}::text` };
  const held = sql`${day}::date between ${past.validFrom} and coalesce(${past.validTo}, 'infinity')`;
  return {
    links: sql`select distinct on (${past.customerId}) ${past.customerId} as owner, ${past.groupId}::text as key
      from ${past} where ${held} order by ${past.customerId}, ${past.validFrom} desc, ${past.id} desc`,
    owner: customers.id,
  };
}

/** @param group only the segments of one group */
function segmentKeys({ tables }: Scope, group: number | null): Keys {
  const { customerSegments: links, listedCustomers: customers, segmentGroups, segments } = tables;
  const among = sql`${links.segmentId} in (select ${segments.id} from ${segments} where ${segments.segmentGroupId} = ${group})`;
  const name = group ? sql`${segments.name}` : sql`${segmentGroups.name} || ': ' || ${segments.name}`;
  return {
    links: sql`select ${links.customerId} as owner, ${links.segmentId}::text as key from ${links} where ${group ? among : sql`true`}`,
    owner: customers.id,
    label: (
      key,
    ) => sql`(select ${name} from ${segments} join ${segmentGroups} on ${segmentGroups.id} = ${segments.segmentGroupId}
      where ${segments.id} = ${key}::bigint)`,
  };
}

function customKeys({ tables }: Scope, { id, kind }: CustomField): Keys {
  const { custom } = tables.listedCustomers;
  if (kind !== "multiChoice") return { key: sql`${custom} ->> ${String(id)}`, most: mostValues };
  return { each: sql`select jsonb_array_elements_text(${custom} -> ${String(id)}) as key`, most: mostValues };
}

export function contactKeys({ tables }: Scope, by: ContactDimension, { locale }: Words): Keys {
  const { contactKeywordLinks, contactRoleLinks, contactRoles, customerTypeLinks, listedContacts: contacts } = tables;
  switch (by) {
    case "keyword": {
      const { contactId, keywordId } = contactKeywordLinks;
      return {
        links: sql`select ${contactId} as owner, ${keywordId}::text as key from ${contactKeywordLinks}`,
        owner: contacts.id,
        label: nameOf(tables.keywords),
      };
    }
    case "role": {
      const { contactId, roleId } = contactRoleLinks;
      return {
        links: sql`select ${contactId} as owner, ${roleId}::text as key from ${contactRoleLinks}`,
        owner: contacts.id,
        label: (key) =>
          sql`(select ${nameIn(contactRoles.names, locale)} from ${contactRoles} where ${contactRoles.id} = ${key}::bigint)`,
      };
    }
    case "type": {
      const { customerId, typeId } = customerTypeLinks;
      return {
        links: sql`select ${customerId} as owner, ${typeId}::text as key from ${customerTypeLinks}`,
        owner: contacts.customerId,
        label: typeName({ tables }, locale),
      };
    }
    case "group":
      return { key: sql`${contacts.groupId}::text`, masked: true, label: nameOf(tables.groups) };
    case "language":
      return { key: sql`${contacts.language}::text` };
    case "country":
      return { key: sql`${contacts.country}::text` };
    case "mailings":
      return { key: sql`case when ${contacts.noMailings} then 'no' else 'yes' end` };
    case "state":
      return { key: sql`case when ${contacts.inactiveAt} is null then 'active' else 'inactive' end` };
  }
}

const typeName =
  ({ tables: { customerTypes: types } }: Pick<Scope, "tables">, locale: Locale) =>
  (key: SQL) =>
    sql`(select ${nameIn(types.names, locale)} from ${types} where ${types.id} = ${key}::bigint)`;

const employeeName =
  ({ tables: { employees } }: Scope) =>
  (key: SQL) =>
    sql`(select concat_ws(' ', ${employees.firstName}, ${employees.lastName}) from ${employees} where ${employees.id} = ${key}::bigint)`;

const createdIn = ({ tables, viewer }: Scope, pattern: string): SQL =>
  sql`to_char(${tables.listedCustomers.createdAt} at time zone ${viewer.facts.timeZone}, ${pattern})`;

/** The letter of the section that a code belongs to, as the list's filter finds it. */
function sectionOf(code: SQLWrapper): SQL {
  const cases = industrySections.map((section) => {
    const [first, last] = divisionsOf(section);
    return sql`when left(${code}, 2) between ${first} and ${last} then ${section}`;
  });
  return sql`case ${sql.join(cases, sql` `)} end`;
}
