import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { companies, employees, invoices } from "@/db/schema/index";
import { createInvoice, creditInvoice, deleteInvoice, updateInvoice } from "@/lib/invoices/commands";
import { getInvoice } from "@/lib/invoices/queries";
import { type Cast, cast, signedIn } from "./cast";
import { done, drafted, issue, work } from "./invoice-making";
import { withGrants } from "./money";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;

beforeAll(async () => {
  we = await cast();
});

test("in a related company’s name nothing is changed, issued, credited or thrown away by others", async () => {
  const { shared } = we.world.customers;
  const { ab, oy } = we.world.companies;
  const grants = { customers: "edit", money: "read", projects: "read" };
  await db.update(employees).set({ companyId: oy }).where(eq(employees.id, we.ebba.employeeId));
  const clerk = await withGrants(we.ebba, grants, ["company"]);
  const { id } = await done(createInvoice(we.maija, { id: shared, companyId: String(ab) }));
  await done(updateInvoice(we.maija, { id, lines: [{ ...work, vat: "S.25.00" }] }));
  expect((await getInvoice(clerk, id)).companyId).toBe(ab);
  await expect(updateInvoice(clerk, { id, note: "Vår" })).rejects.toThrow(absent);
  await expect(issue(clerk, id)).rejects.toThrow(absent);
  await expect(deleteInvoice(clerk, { id })).rejects.toThrow(absent);
  await done(issue(we.maija, id));
  await expect(creditInvoice(clerk, { id: shared, invoiceId: String(id) })).rejects.toThrow(absent);
  // In that of its home company it is theirs to do.
  const own = await drafted(clerk, shared);
  await done(issue(clerk, own));
  // And so it is for whoever works in the other one.
  await db.update(employees).set({ companyId: ab }).where(eq(employees.id, we.ebba.employeeId));
  const colleague = await signedIn(we.ebba.employeeId);
  await done(creditInvoice(colleague, { id: shared, invoiceId: String(id) }));
});

test("a draft is not issued in the name of a company out of use, but what was issued can be taken back", async () => {
  const { ijsvogel } = we.world.customers;
  const { bv } = we.world.companies;
  const lines = [{ ...work, vat: "S.21.00" }];
  const [issued, draft] = [await drafted(we.maija, ijsvogel, lines), await drafted(we.maija, ijsvogel, lines)];
  await done(issue(we.maija, issued));
  await db.update(companies).set({ disabledAt: new Date() }).where(eq(companies.id, bv));
  expect(await issue(we.maija, draft)).toMatchObject({ ok: false, problems: { "": { key: "senderDisabled" } } });
  const credit = await done(creditInvoice(we.maija, { id: ijsvogel, invoiceId: String(issued) }));
  await done(issue(we.maija, credit.id));
  await done(deleteInvoice(we.maija, { id: draft }));
});

test("the database gives an issued invoice no contact, and no line from somebody who does not wait", async () => {
  const { ahola } = we.world.customers;
  const id = await drafted(we.maija, ahola);
  await db.update(invoices).set({ contactId: null }).where(eq(invoices.id, id));
  await done(issue(we.maija, id));
  await expect(
    db.execute(sql`update invoices set contact_id = (select min(id) from customer_contacts) where id = ${id}`),
  ).rejects.toMatchObject({ cause: { code: "23514" } });

  const late = await drafted(we.maija, ahola);
  const added = await db.transaction(async (tx) => {
    await tx.execute(sql`update invoices set status = 'issued', number = '777', issued_on = current_date,
      due_on = current_date, issued_at = now(), recipient_name = 'x', issuer_name = 'x', net = 1, vat = 0, gross = 1
      where id = ${late}`);
    const begun = db
      .execute(
        sql`insert into invoice_lines (invoice_id, position, description, quantity, unit_price, vat_rate)
          values (${late}, 9, 'x', 1, 1, 0)`,
      )
      .then(
        () => "added",
        (error: { cause: { code: string } }) => error.cause.code,
      );
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { begun };
  });
  expect(await added.begun).toBe("23514");
});
