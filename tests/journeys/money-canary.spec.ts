import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { withClient } from "@/db/migrate";
import { expect, signIn, test } from "./fixtures";

/** Digits that are nowhere else, however they are grouped. */
const canary = /7(?:[\s.,\u00a0\u202f’']|&nbsp;)?391(?:[\s.,\u00a0\u202f’']|&nbsp;)?824/;

/** Puts the amount on everything that the first customers of Sven's groups have. @returns one of them, and a project of it */
async function mark(databaseUrl: string): Promise<{ id: number; project: number }> {
  return withClient(databaseUrl, async (db) => {
    const { rows } = await db.execute<{ id: string; company: string; project: string }>(sql`
      select c.id, c.company_id as company, p.id as project from customers c join group_sellers s on s.group_id = c.group_id
        join employees e on e.id = s.employee_id join projects p on p.customer_id = c.id
      where e.email = 'sven@demo.example' and c.tab = 0 order by c.name, c.id limit 1`);
    const { id, company, project } = rows[0] ?? {};
    await db.execute(sql`update projects set budget = 7391824.37 where customer_id = ${id}`);
    await db.execute(sql`update project_months m set revenue = 7391824.37, labour = 7391824.37, other_costs = 7391824.37,
      billing = case kind when 'forecast' then 7391824.37 end from projects p where p.id = m.project_id and p.customer_id = ${id}`);
    await db.execute(sql`insert into invoices (customer_id, company_id, status, number, issued_on, due_on, currency, issued_at,
        recipient_name, issuer_name, net, vat, gross)
      values (${id}, ${company}, 'issued', '990001', current_date, current_date, 'EUR', now(), 'X', 'Y', 7391824.37, 0, 7391824.37)`);
    return { id: Number(id), project: Number(project) };
  });
}

const addressesIn = (text: string) =>
  [...text.matchAll(/href="(\/[^"#]*)/g)].map(([, address = ""]) => address.replaceAll("&amp;", "&"));

/** Shapes of addresses: of each a few are enough. */
const shapeOf = (address: string) => address.replace(/\d+/g, "0").replace(/=[^&]*/g, "=");

/** Reads so many pages, following links, a few of each shape. @returns those with the amount, and how many were read */
async function walk(page: Page, starts: readonly string[], most: number) {
  const waiting = [...starts];
  const known = new Map<string, number>();
  const asked = new Set<string>();
  const met: string[] = [];
  while (waiting.length > 0 && asked.size < most) {
    const address = waiting.shift() ?? "";
    const shape = shapeOf(address);
    if (asked.has(address) || (known.get(shape) ?? 0) >= 2 || /^\/_next|sign|\.(css|js|svg|png|ico)/.test(address))
      continue;
    known.set(shape, (known.get(shape) ?? 0) + 1);
    asked.add(address);
    const text = await (await page.request.get(address)).text();
    if (canary.test(text)) met.push(address);
    waiting.push(...addressesIn(text));
  }
  return { met, count: asked.size };
}

test("nobody meets an amount on the pages, files, searches and reports open to them without the right to money", {
  tag: "@once",
}, async ({ page, app }) => {
  test.setTimeout(180_000);
  const { id, project } = await mark(app.databaseUrl);
  const tabs = ["", "/sales", "/collaboration", "/settings", "/history", "/financials"].map(
    (tab) => `/customers/${id}${tab}`,
  );
  const starts = [
    ...tabs,
    "/",
    "/customers?sort=margin&q=391824.37",
    "/reports?by=group&columns=billedYear,marginYear,billedLastYear,creditLimit",
    "/reports?by=group&columns=billedYear,marginYear&view=list",
    "/customers/export",
    "/reports/export?by=group&columns=billedYear,marginYear",
    "/contacts",
    "/groups",
    "/work-orders",
    "/account",
    "/responsibilities",
    `/projects/${project}`,
    `/projects/${project}/financials`,
  ];
  await signIn(page, "sven");
  expect((await page.request.get(`/customers/${id}/sales`)).status()).toBe(200);
  const sven = await walk(page, starts, 45);
  expect(sven.count).toBeGreaterThan(40);
  expect(sven.met).toEqual([]);

  await page.context().clearCookies();
  await signIn(page, "pieter");
  expect((await walk(page, starts, 20)).met).toEqual([]);

  await page.context().clearCookies();
  await signIn(page, "aino");
  const theirs = [`/customers/${id}/financials`, `/projects/${project}`, `/projects/${project}/financials`];
  expect((await walk(page, theirs, theirs.length)).met).toEqual(theirs);
});
