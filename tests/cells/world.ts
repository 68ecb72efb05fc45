import { createHash } from "node:crypto";
import type pg from "pg";
import { authSecret } from "../setup/server";
import { furnish } from "./furnishing";
import { type Person, people } from "./people";
import { places } from "./places";
import { letIn } from "./sessions";
import { general } from "./unplaced";

export type Row = Record<string, unknown>;
/** Ids by place and by what it is: the first key of those that belong to no customer is "all". */
export type Ids = Record<string, Record<string, number>>;
export type World = { ids: Ids; cookies: Record<string, string> };

/** Fills a database that has the first rows of the product: everything that hangs on a customer, once in each place. */
export async function fillWorld(db: pg.Client): Promise<World> {
  await db.query("truncate customers, blobs cascade");
  const put = async (table: string, row: Row): Promise<number> => {
    const names = Object.keys(row);
    const text = `insert into ${table} (${names.join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")})
      returning (to_jsonb(${table}) ->> 'id')::bigint as id`;
    const { rows } = await db.query(text, Object.values(row));
    return Number(rows[0]?.id);
  };
  const companies = {
    home: await put("companies", { name: "Cells home", country: "FI" }),
    other: await put("companies", { name: "Cells other", country: "SE" }),
  };
  const employees = await hire(db, put, companies);
  for (const name of Object.keys(people)) {
    await put("calendar_feeds", { employee_id: employees[name], token_hash: hashOf(feedOf(name)) });
  }
  const group = await put("groups", { name: "Cells sold" });
  await put("group_sellers", { group_id: group, employee_id: employees.seller });
  const ids: Ids = { all: await general(db, put, { companies, employees, group }) };
  const context = { put, companies, employees, group, all: ids.all ?? {} };
  for (const [name, place] of Object.entries(places)) ids[name] = await furnish(name, place, context);
  await db.query("update customers set archived_at = now(), archive_reason = 'done' where id = $1", [
    ids.archived?.customer,
  ]);
  await db.query("update customers set deleted_at = now() where id = $1", [ids.binned?.customer]);
  ids.missing = Object.fromEntries(Object.keys(ids.own ?? {}).map((what) => [what, 987_654_321]));
  await db.query("analyze");
  return { ids, cookies: await letIn(put, employees, authSecret) };
}

/** The secret in the address of somebody's calendar. */
export const feedOf = (name: string): string => createHash("sha256").update(name).digest("base64url");
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export type Put = (table: string, row: Row) => Promise<number>;
export type Hired = Record<string, number>;

/** The cast, and colleagues who are none of it: one in the team of the team member. */
async function hire(db: pg.Client, put: Put, companies: Record<Person["company"], number>): Promise<Hired> {
  const hired: Hired = {};
  for (const [name, { company, grants, reach, comes }] of Object.entries(people)) {
    const profile = { name: `cells ${name}`, grants, reach: [...reach] };
    hired[name] = await put("employees", {
      company_id: companies[company],
      profile_id: name === "noProfile" ? null : await put("profiles", profile),
      email: `${name.replace(/ /g, ".")}@cells.example`,
      first_name: name,
      last_name: "Cells",
      is_seller: reach.includes("groups"),
      locale: "en",
      deactivated_at: comes === "deactivated" ? new Date() : null,
    });
  }
  const spare = await put("profiles", { name: "cells colleagues", grants: { customers: "edit" }, reach: ["all"] });
  for (const name of ["colleague", "mate", "aide"]) {
    const person = {
      email: `${name}@cells.example`,
      first_name: name,
      last_name: "Cells",
      profile_id: spare,
      oidc_subject: name,
    };
    hired[name] = await put("employees", { ...person, company_id: companies.home });
  }
  const team = await put("teams", { name: "Cells team", company_id: companies.home });
  for (const name of ["mate", "teamMember"]) await put("employee_teams", { employee_id: hired[name], team_id: team });
  await db.query("update settings set features = array['roles', 'multiCompany', 'segments'], registers = array['prh']");
  return hired;
}
