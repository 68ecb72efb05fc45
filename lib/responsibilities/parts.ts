import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { lastsUntil } from "@/lib/access/scopes";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";
import { nameIn } from "@/lib/locale/names";
import type { RoleColour } from "@/lib/roles/rules";
import type { Subject, Tie } from "./rules";

/** One of somebody's responsibilities, with its role as far as roles are in use. */
export type TeamTie = Omit<Tie, "roleId"> & {
  id: number;
  role: { id: number; name: string; letter: string; colour: RoleColour; isOffered: boolean } | null;
};

/** Somebody who answers for a customer or takes part in a project. */
export type TeamMember = {
  employeeId: number;
  name: string;
  isActive: boolean;
  /** Account owner at home, or project manager. */
  isLead: boolean;
  /** Related companies where they own the customer. */
  companies: string[];
  /** Without any, they are there as owner only. */
  ties: TeamTie[];
};

type Asked = {
  subject: Subject;
  /** The row's id, and who leads it: values, or columns under the name of their table. */
  subjectId: SQL | number;
  lead: SQL;
  locale: Locale;
  /** Also what has ended. */
  withPast?: boolean;
};

/** Who answers for a row of the matrix: whoever leads it first, then by name. Part of a statement about that row. */
export function teamOf({ viewer, tables }: Pick<ReadScope, "viewer" | "tables">, asked: Asked): SQL<TeamMember[]> {
  const { subject, subjectId, lead, locale, withPast = false } = asked;
  const isCustomer = subject === "customer";
  const by = sql.raw(`collate "${collationOf(locale)}"`);
  const held = isCustomer ? tables.responsibilities : tables.projectParticipants;
  const roles = isCustomer ? tables.customerRoles : tables.projectRoles;
  const key = sql.raw(isCustomer ? "t.customer_id" : "t.project_id");
  const role = sql`case when r.id is not null then jsonb_build_object('id', r.id, 'name', ${nameIn(sql`r.names`, locale)},
    'letter', r.letter, 'colour', r.colour, 'isOffered', r.disabled_at is null) end`;
  const ties = sql`select t.employee_id, jsonb_agg(jsonb_build_object('id', t.id, 'role', ${role},
      'validFrom', t.valid_from, 'validTo', t.valid_to, 'note', t.note)
      order by t.valid_to < ${viewer.facts.today} nulls first, r.position, t.valid_from nulls first, t.id) as ties
    from (select * from ${held}) t left join (select * from ${roles}) r on r.id = t.role_id
    where ${key} = ${subjectId} and (${withPast} or ${lastsUntil(viewer.facts.today, sql`t.valid_to`)})
    group by t.employee_id`;
  const isLead = sql`coalesce(e.id = ${lead}, false)`;
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('employeeId', e.id, 'name', concat_ws(' ', e.first_name, e.last_name),
      'isActive', e.deactivated_at is null, 'isLead', ${isLead}, 'companies', coalesce(o.names, '[]'),
      'ties', coalesce(h.ties, '[]')) order by ${isLead} desc, e.last_name ${by}, e.first_name ${by}, e.id), '[]')
    from (select * from ${tables.employees}) e
      left join (${ties}) h on h.employee_id = e.id
      left join (${companyOwners(tables, isCustomer && viewer.uses("multiCompany"), subjectId)}) o on o.owner_id = e.id
    where ${isLead} or h.employee_id is not null or o.owner_id is not null)`;
}

/** Who owns the customer in which related companies. */
const companyOwners = (
  { companies, customerCompanies }: ReadScope["tables"],
  areUsed: boolean,
  customerId: SQL | number,
): SQL => sql`
  select k.owner_id, jsonb_agg(c.name order by c.name) as names
  from (select * from ${customerCompanies}) k join (select * from ${companies}) c on c.id = k.company_id
  where k.customer_id = ${customerId} and k.owner_id is not null and ${areUsed} group by k.owner_id`;
