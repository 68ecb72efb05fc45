import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { withClient } from "@/db/migrate";
import type { DemoPerson } from "../fixtures";

/**
 * `{…}` stands for an id that `idsOf` finds. `as` null is somebody who has not signed in; without it an administrator
 * looks. `upload` takes the file in on that page, which leads to the page that is meant.
 */
export type Place = { at: string; as?: DemoPerson | null; upload?: "customers" | "responsibilities" };

const seen = (...addresses: string[]): Place[] => addresses.map((at) => ({ at }));
const before = (...addresses: string[]): Place[] => addresses.map((at) => ({ at, as: null }));
const nothing = "q=qqqzzz";

/**
 * Every page by its route: where it is full, then where it is empty, and panels that no link on it leads to. The panels
 * that links lead to are found by walking; what a form refuses is brought about by filling it in wrong.
 */
export const places: Readonly<Record<string, readonly Place[]>> = {
  "/": [{ at: "/", as: "aino" }, { at: "/" }, { at: "/", as: "nils" }],
  "/_not-found": [...seen("/nowhere"), ...before("/nowhere")],
  "/fault": before("/fault?why=busy"),
  "/sign-in": before("/sign-in", "/sign-in?refused=refused"),
  "/set-up/[token]": before("/set-up/{token}", "/set-up/unknown"),
  "/account": seen("/account"),
  "/contacts": seen("/contacts", `/contacts?${nothing}`, "/contacts?view=phones"),
  "/customers": seen(
    "/customers",
    `/customers?${nothing}`,
    "/customers?tab=all&view=flat",
    "/customers?panel=regroup&id={customer}",
  ),
  "/customers/[id]": seen("/customers/{customer}", "/customers/{bare}"),
  "/customers/[id]/settings": seen("/customers/{customer}/settings", "/customers/{bare}/settings"),
  "/customers/[id]/collaboration": seen("/customers/{customer}/collaboration", "/customers/{bare}/collaboration"),
  "/customers/[id]/financials": seen("/customers/{customer}/financials", "/customers/{bare}/financials"),
  "/customers/[id]/history": seen("/customers/{customer}/history", "/customers/{bare}/history"),
  "/customers/[id]/sales": seen("/customers/{customer}/sales", "/customers/{bare}/sales"),
  "/customers/import": seen("/customers/import"),
  "/customers/import/[id]": [{ at: "/customers/import", upload: "customers" }],
  "/customers/new": seen("/customers/new"),
  "/groups": seen("/groups"),
  "/invoices/[id]": seen("/invoices/{invoice}", "/invoices/{draft}"),
  "/projects/[id]": seen("/projects/{project}"),
  "/projects/[id]/collaboration": seen("/projects/{project}/collaboration"),
  "/projects/[id]/financials": seen("/projects/{project}/financials"),
  "/jobs": [{ at: "/jobs" }, { at: "/jobs", as: "aino" }],
  "/jobs/[id]": seen("/jobs/{job}"),
  "/registry": seen("/registry"),
  "/responsibilities": seen(
    "/responsibilities",
    "/responsibilities?view=grid&rows=10",
    `/responsibilities?${nothing}`,
    "/responsibilities?panel=bulk.shown",
    "/responsibilities?panel=role.customer.{customer}",
  ),
  "/responsibilities/coverage": seen("/responsibilities/coverage"),
  "/responsibilities/import": seen("/responsibilities/import"),
  "/responsibilities/import/[id]": [{ at: "/responsibilities/import", upload: "responsibilities" }],
  "/responsibilities/hand-over": seen("/responsibilities/hand-over"),
  "/responsible-persons": seen(
    "/responsible-persons",
    `/responsible-persons?${nothing}`,
    "/responsible-persons?panel=emails",
  ),
  "/reports": seen("/reports", `/reports?${nothing}`),
  "/reports/financials": seen("/reports/financials", `/reports/financials?${nothing}`),
  "/settings": seen("/settings"),
  "/settings/activities": seen("/settings/activities"),
  "/settings/billing": seen("/settings/billing"),
  "/settings/companies": seen("/settings/companies"),
  "/settings/contacts": seen("/settings/contacts"),
  "/settings/currencies": seen("/settings/currencies"),
  "/settings/features": seen("/settings/features", "/settings/features?panel=switch.roles.off"),
  "/settings/fields": seen("/settings/fields"),
  "/settings/groupings": seen("/settings/groupings"),
  "/settings/groups": seen("/settings/groups"),
  "/settings/industries": seen("/settings/industries"),
  "/settings/numbering": seen("/settings/numbering"),
  "/settings/organisation": seen("/settings/organisation"),
  "/settings/people": seen("/settings/people"),
  "/settings/permissions": seen("/settings/permissions"),
  "/settings/registry": seen("/settings/registry"),
  "/settings/roles": seen("/settings/roles"),
  "/settings/sales": seen("/settings/sales"),
  "/settings/security": seen("/settings/security", "/settings/security?from=2099-01-01"),
  "/settings/teams": seen("/settings/teams"),
  "/settings/types": seen("/settings/types"),
  "/settings/units": seen("/settings/units"),
  "/settings/vat": seen("/settings/vat"),
  "/special-groups": seen("/special-groups"),
  "/work-orders": seen("/work-orders?tab=all", `/work-orders?${nothing}`),
  "/work-orders/new": seen("/work-orders/new"),
  "/work-orders/templates": seen("/work-orders/templates"),
};

/** Where the long form needs several tests, because many panels are open from there. */
export const inParts: Readonly<Record<string, number>> = {
  "/customers/[id]": 6,
  "/customers/[id]/settings": 2,
  "/customers/[id]/collaboration": 2,
  "/customers/[id]/sales": 2,
  "/projects/[id]/collaboration": 2,
  "/settings/groupings": 2,
};

/** Panels that people use most: the short form sees no others. */
export const panels: readonly string[] = [
  "/customers/{customer}?panel=edit",
  "/customers/{customer}?panel=new-contact",
  "/customers/{customer}?panel=new-address",
  "/customers/{customer}/collaboration?panel=new-note",
  "/customers/{customer}?panel=new-activity",
];

/** Where the short form walks by keyboard: a list, a card, a panel, the door, the matrix. */
export const walked: readonly string[] = [
  "/sign-in",
  "/customers",
  "/customers/[id]",
  "/customers/{customer}?panel=edit",
  "/responsibilities",
];

/** Only the framework shows it, where the whole page has failed: the words of `/fault` stand there. */
export const unreachable = ["/_global-error"];

/** One number for each name in braces: the fullest customer and the barest, and what has to be made first. */
export function idsOf(databaseUrl: string): Promise<Record<string, string>> {
  const token = createHash("sha256").update("token").digest("hex");
  return withClient(databaseUrl, async (db) => {
    await db.execute(sql`insert into set_up_tokens (token_hash, purpose, employee_id, expires_at)
      select ${token}, 'password', id, now() + interval '1 hour' from employees where email = 'nils@demo.example'
      on conflict do nothing`);
    const { rows } = await db.execute<Record<string, string>>(sql`
      with things as (
        select c.id, c.name, (select count(*) from customer_contacts x where x.customer_id = c.id)
          + (select count(*) from activities x where x.customer_id = c.id)
          + (select count(*) from files x where x.customer_id = c.id) as many,
          exists (select from projects x where x.customer_id = c.id) as projects,
          exists (select from sales_cases x where x.customer_id = c.id) as sales,
          exists (select from invoices x where x.customer_id = c.id) as invoices
        from customers c where archived_at is null and deleted_at is null
      ), fullest as (
        select * from things order by projects::int + sales::int + invoices::int desc, many desc, id limit 1
      ), barest as (
        select * from things order by projects::int + sales::int + invoices::int, many, id limit 1
      ), job as (
        insert into jobs (kind, employee_id, status, total, done, ended_at)
        select 'registryCheck', id, 'stopped', 9, 4, now() from employees where email = 'maija@demo.example' returning id
      ), draft as (
        insert into invoices (customer_id, company_id, currency)
        select fullest.id, c.company_id, 'EUR' from fullest join customers c using (id) returning id
      )
      select fullest.id as customer, barest.id as bare, job.id as job, draft.id as draft,
        (select id from invoices order by issued_on desc nulls last, id limit 1) as invoice,
        (select p.id from projects p where p.customer_id = fullest.id order by p.id limit 1) as project
      from fullest, barest, job, draft`);
    return { ...rows[0], token: "token" };
  });
}
