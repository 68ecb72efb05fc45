import { and, desc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  addresses,
  billing,
  companies,
  customerContacts,
  customers,
  customerTypes,
  employees,
  events,
  eventValues,
  invoices,
  persons,
  profiles,
} from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { deleteCustomer } from "@/lib/customers/commands";
import { getCustomer } from "@/lib/customers/queries";
import { eraseContact } from "@/lib/erasure/commands";
import { erasureOf } from "@/lib/erasure/queries";
import { updateGroupings } from "@/lib/groupings/commands";
import { historyFilter } from "@/lib/history/filter";
import { listHistory } from "@/lib/history/queries";
import { createInvoice, creditInvoice, deleteInvoice, issueInvoice, updateInvoice } from "@/lib/invoices/commands";
import { listInvoices } from "@/lib/invoices/list";
import { draftChoices, draftOf, getInvoice, newDraftChoices } from "@/lib/invoices/queries";
import { type Cast, cast, signedIn } from "./cast";
import { done, drafted, issue, work } from "./invoice-making";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
/** May change customers, and sees no money. */
let moneyless: Viewer;
/** Sees money, and changes nothing. */
let reader: Viewer;

beforeAll(async () => {
  we = await cast();
  const holding = async (name: string, grants: Record<string, string>, employeeId: number) => {
    const [profile] = await db
      .insert(profiles)
      .values({ name, grants, reach: ["all"] })
      .returning();
    await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, employeeId));
    return signedIn(employeeId);
  };
  const { karin, nils } = we.world.people;
  moneyless = await holding("Rahaton", { customers: "all", projects: "edit", deleteCustomer: "yes" }, karin);
  reader = await holding("Lukija", { customers: "read", money: "read", projects: "read" }, nils);
});

const refusal = (key: string, field = "") => ({ ok: false, problems: { [field]: { key } } });
const contactOf = async (customerId: number) => {
  const ofCustomer = eq(customerContacts.customerId, customerId);
  const [row] = await db.select().from(customerContacts).where(ofCustomer).orderBy(customerContacts.id);
  return row ?? { id: 0, personId: 0 };
};

describe("a draft", () => {
  test("begins with what the terms say, and goes to whoever pays at the address for invoices", async () => {
    const { ahola, aijala, vaahtera } = we.world.customers;
    const { id: contactId } = await contactOf(ahola);
    const terms = { yourReference: "Väinö", orderNumber: "T-1", billingContactId: contactId };
    await db.update(billing).set(terms).where(eq(billing.customerId, ahola));
    const { id } = await done(createInvoice(we.maija, { id: ahola }));
    const draft = await getInvoice(we.maija, id);
    expect(draft).toMatchObject({ ...{ yourReference: "Väinö", orderNumber: "T-1", contactId }, currency: "EUR" });
    expect(draft).toMatchObject({ status: "draft", number: null, firstName: "Väinö", companyName: "Pohjanranta Oy" });
    expect((await draftOf(we.maija, draft)).terms.paymentTerm).toBe(21);

    await db.insert(billing).values({ customerId: aijala, billingCustomerId: vaahtera });
    await db.insert(addresses).values([
      { customerId: vaahtera, isHeadOffice: true, city: "Turku", country: "FI" },
      { customerId: vaahtera, purposes: ["billing"], street: "PL 1", city: "Pori", country: "FI" },
    ]);
    const paid = await getInvoice(we.maija, await drafted(we.maija, aijala));
    expect((await draftOf(we.maija, paid)).recipient).toMatchObject({
      recipientName: "Vaahtera Oy",
      recipientStreet: "PL 1",
      recipientCity: "Pori",
    });
    await done(deleteInvoice(we.maija, { id }));
    expect(await db.$count(invoices, eq(invoices.id, id))).toBe(0);
  });

  test("of a related company has that company’s terms and number", async () => {
    const { shared } = we.world.customers;
    const { ab, bv } = we.world.companies;
    const { companies: senders } = await newDraftChoices(we.maija, shared);
    expect(senders.map(({ name }) => name)).toEqual(["Pohjanranta Oy", "Pohjanranta AB"]);
    const { id } = await done(createInvoice(we.maija, { id: shared, companyId: String(ab) }));
    const draft = await getInvoice(we.maija, id);
    const { terms, recipient, usual } = await draftOf(we.maija, draft);
    expect([draft.orderNumber, terms.paymentTerm, recipient?.recipientNumber, usual]).toEqual([
      "AB-77",
      45,
      "5012",
      "S.25.00",
    ]);
    const other = await createInvoice(we.maija, { id: shared, companyId: String(bv) });
    expect(other).toMatchObject(refusal("chooseOption", "companyId"));
  });

  test("keeps what a form does not send; bad lines are told by their place", async () => {
    const { ahola, berg } = we.world.customers;
    const id = await drafted(we.maija, ahola);
    await done(updateInvoice(we.maija, { id, note: "Kiitos" }));
    expect((await getInvoice(we.maija, id)).lines).toHaveLength(1);
    const blank = { description: "", quantity: "", unit: "", unitPrice: "", vat: "S.25.50" };
    for (const [line, field, key] of [
      [{ ...work, quantity: "0" }, "quantity", "quantityZero"],
      [{ ...work, quantity: "x".repeat(10_000) }, "quantity", "decimal"],
      [{ ...work, unitPrice: "1,0055" }, "unitPrice", "decimalPlaces"],
      [{ ...work, description: "" }, "description", "required"],
      [{ ...work, description: "a\u0000" }, "description", "badCharacters"],
      [{ ...work, vat: "S.99.00" }, "vat", "vatRateNotValid"],
      [{ ...work, vat: "AE.25.50" }, "vat", "chooseOption"],
      [{ ...work, vat: "<b>" }, "vat", "chooseOption"],
    ] as const) {
      const outcome = await updateInvoice(we.maija, { id, lines: [blank, line] });
      expect(outcome, JSON.stringify(line)).toMatchObject({ ok: false, problems: { [`lines.1.${field}`]: { key } } });
    }
    const tooMany = Array.from({ length: 101 }, () => work);
    expect(await updateInvoice(we.maija, { id, lines: tooMany })).toMatchObject(refusal("tooMany", "lines"));
    const hundred = Array.from({ length: 100 }, () => work);
    await done(updateInvoice(we.maija, { id, lines: hundred }));
    expect((await getInvoice(we.maija, id)).sums.net).toBe("10000.00");
    const { id: elsewhere } = await contactOf(berg);
    const wrong = { contactId: String(elsewhere), projectId: String(we.world.projects.bergTak) };
    for (const [field, value] of Object.entries(wrong)) {
      expect(await updateInvoice(we.maija, { id, [field]: value })).toMatchObject(refusal("chooseOption", field));
    }
    expect((await draftChoices(we.maija, ahola)).projects).toHaveLength(1);
  });

  test("of two people keeps both changes, and asks where both changed the lines", async () => {
    const { ahola } = we.world.customers;
    const id = await drafted(we.maija, ahola);
    const { version } = await getInvoice(we.maija, id);
    const seen = { id, version: String(version) };
    await done(updateInvoice(we.aino, { ...seen, lines: [{ ...work, quantity: "3" }] }));
    await done(updateInvoice(we.maija, { ...seen, note: "Kiitos", lines: [work] }));
    const both = await getInvoice(we.maija, id);
    expect([both.note, both.lines[0]?.quantity]).toEqual(["Kiitos", "3.00"]);
    const late = await updateInvoice(we.maija, { ...seen, lines: [{ ...work, quantity: "4" }] });
    expect(late).toMatchObject({ ok: false, conflicts: [{ field: "lines", by: "Aino Ruskalampi" }] });
    // What is issued is what was looked at.
    const unseen = { id, issuedOn: we.maija.facts.today, seen: String(version) };
    expect(await issueInvoice(we.maija, unseen)).toMatchObject(refusal("invoiceChanged"));
  });
});

describe("who may", () => {
  test("without money, out of reach or only reading there is no invoice to be had", async () => {
    const { ahola } = we.world.customers;
    const id = await drafted(we.maija, ahola);
    for (const viewer of [moneyless, we.sven, we.eetu, we.pieter]) {
      await expect(getInvoice(viewer, id)).rejects.toThrow(absent);
      await expect(listInvoices(viewer, { customerId: ahola })).rejects.toThrow(absent);
      await expect(createInvoice(viewer, { id: ahola })).rejects.toThrow(absent);
      await expect(updateInvoice(viewer, { id, note: "x" })).rejects.toThrow(absent);
      await expect(deleteInvoice(viewer, { id })).rejects.toThrow(absent);
      await expect(creditInvoice(viewer, { id: ahola, invoiceId: id })).rejects.toThrow(absent);
      await expect(issueInvoice(viewer, { id, issuedOn: "2026-01-01", seen: "1" })).rejects.toThrow(absent);
    }
    expect((await getInvoice(reader, id)).lines).toHaveLength(1);
    await expect(createInvoice(reader, { id: ahola })).rejects.toThrow(absent);
    await expect(updateInvoice(reader, { id, note: "x" })).rejects.toThrow(absent);
  });

  test("an archived customer takes no invoice; one whose types forbid it keeps drafts that cannot be issued", async () => {
    const { archived, wirtanen } = we.world.customers;
    expect(await createInvoice(we.maija, { id: archived })).toMatchObject(refusal("customerArchived"));
    const id = await drafted(we.maija, wirtanen);
    const [customerType] = await db.select().from(customerTypes).where(eq(customerTypes.defaultCustomer, true));
    const [forbidding] = await db
      .insert(customerTypes)
      .values({ names: { fi: "Ei laskua", en: "No invoices" }, invoicingAllowed: false })
      .returning();
    const types = [String(forbidding?.id)];
    const asked = await updateGroupings(we.maija, { id: wirtanen, types });
    expect(asked).toMatchObject({ ok: false, doubts: [{ key: "noInvoicingDrafts", params: { n: 1 } }] });
    expect(await updateGroupings(moneyless, { id: wirtanen, types })).toMatchObject({ ok: true });
    expect(await issue(we.maija, id)).toMatchObject(refusal("invoicingBlocked"));
    expect(await createInvoice(we.maija, { id: wirtanen })).toMatchObject(refusal("invoicingBlocked"));
    expect((await listInvoices(we.maija, { customerId: wirtanen })).isAllowed).toBe(false);

    // Both at once: either the types came first, or the invoice did.
    for (let round = 0; round < 5; round++) {
      await done(updateGroupings(we.maija, { id: wirtanen, types: [String(customerType?.id)] }));
      const draft = await drafted(we.maija, wirtanen);
      const [changed, issued] = await Promise.all([
        updateGroupings(moneyless, { id: wirtanen, types }),
        issue(we.maija, draft),
      ]);
      expect(changed.ok).toBe(true);
      if (!issued.ok) expect(issued).toMatchObject(refusal("invoicingBlocked"));
      const last = await db.select().from(events).orderBy(desc(events.id)).limit(1);
      expect(last[0]?.action).toBe("groupings.updated");
    }
  });

  test("a deletion is refused, and whoever sees no money is told of other records", async () => {
    const { zetterlund } = we.world.customers;
    await drafted(we.maija, zetterlund);
    const blockers = async (viewer: Viewer) => {
      const customer = await getCustomer(viewer, zetterlund, "fi");
      return customer.sight === "full" && customer.blockers;
    };
    expect(await blockers(we.maija)).toMatchObject({ invoices: 1, others: false });
    expect(await blockers(moneyless)).toMatchObject({ invoices: 0, others: true });
    for (const viewer of [we.maija, moneyless]) {
      expect(await deleteCustomer(viewer, { id: zetterlund })).toMatchObject(refusal("customerInUse"));
    }
  });
});

describe("once issued", () => {
  test("a prospect is active, the card’s history tells it to those who see money, and the same form counts once", async () => {
    const { prospect } = we.world.customers;
    await db.update(customers).set({ stageReason: "created" }).where(eq(customers.id, prospect));
    const id = await drafted(we.maija, prospect);
    const { version } = await getInvoice(we.maija, id);
    const form = { id, issuedOn: we.maija.facts.today, seen: String(version), formKey: "issue-prospect-1" };
    const [first, again] = [await issueInvoice(we.maija, form), await issueInvoice(we.maija, form)];
    expect(again).toEqual(first);
    expect(await issue(we.maija, id)).toMatchObject(refusal("invoiceFinal"));
    const [customer] = await db.select().from(customers).where(eq(customers.id, prospect));
    expect(customer).toMatchObject({ stage: "active", stageReason: "invoice" });
    const told = async (viewer: Viewer) =>
      (await listHistory(viewer, prospect, historyFilter({}))).map(({ action }) => action);
    expect(await told(we.maija)).toEqual(expect.arrayContaining(["invoice.created", "invoice.issued"]));
    expect(await told(moneyless)).not.toContain("invoice.issued");
  });

  test("its names stay when customer, contact and company get others, or the person is erased", async () => {
    const { ahola } = we.world.customers;
    const { id: contactId, personId } = await contactOf(ahola);
    const id = await drafted(we.maija, ahola);
    const waiting = await drafted(we.maija, ahola);
    await done(updateInvoice(we.maija, { id: waiting, note: "Väinö Testinen hyväksyy" }));
    await done(issue(we.maija, id));
    const before = await getInvoice(we.maija, id);
    expect(before).toMatchObject({ recipientName: "Ahola Oy", contactName: "Väinö Testinen", contactId });
    await db.update(customers).set({ name: "Uusi Oy" }).where(eq(customers.id, ahola));
    await db.update(companies).set({ name: "Muu Oy" }).where(eq(companies.id, we.world.companies.oy));
    const { mentions } = await erasureOf(we.maija, ahola, contactId);
    const found = mentions.filter(({ source }) => source === "invoices" || source === "invoiceLines");
    expect(found.map(({ id: place }) => place)).toEqual([waiting]);
    const forged = { id: contactId, word: "Testinen", mentions: [`invoices.${id}`] };
    await db.update(invoices).set({ note: "Väinö Testinen" }).where(eq(invoices.id, waiting));
    expect((await eraseContact(we.maija, forged)).ok).toBe(true);
    const after = await getInvoice(we.maija, id);
    expect(after).toMatchObject({
      recipientName: "Ahola Oy",
      contactName: "Väinö Testinen",
      erasedAt: expect.anything(),
    });
    expect(await getInvoice(we.maija, waiting)).toMatchObject({ customerName: "Uusi Oy", companyName: "Muu Oy" });
    const [person] = await db.select().from(persons).where(eq(persons.id, personId));
    expect(person?.firstName).toBeNull();
    const told = await db
      .select({ field: eventValues.field })
      .from(eventValues)
      .innerJoin(events, eq(events.id, eventValues.eventId))
      .where(and(eq(events.subject, "invoices"), eq(events.subjectId, id), eq(eventValues.field, "contactName")));
    expect(told).toEqual([]);
    await done(creditInvoice(we.maija, { id: ahola, invoiceId: id }));
    const [credit] = await db.select().from(invoices).orderBy(desc(invoices.id)).limit(1);
    await done(issue(we.maija, credit?.id ?? 0));
    const note = await getInvoice(we.maija, credit?.id ?? 0);
    expect(note).toMatchObject({ recipientName: "Ahola Oy", issuerName: "Muu Oy", contactName: null });
  });

  test("the database itself refuses to change or remove it, its lines too", async () => {
    const { ahola } = we.world.customers;
    const id = await drafted(we.maija, ahola);
    await done(issue(we.maija, id));
    for (const statement of [
      sql`update invoices set recipient_name = 'x' where id = ${id}`,
      sql`update invoices set status = 'draft' where id = ${id}`,
      sql`delete from invoices where id = ${id}`,
      sql`update invoice_lines set quantity = 9 where invoice_id = ${id}`,
      sql`delete from invoice_lines where invoice_id = ${id}`,
      sql`insert into invoice_lines (invoice_id, position, description, quantity, unit_price, vat_rate) values (${id}, 9, 'x', 1, 1, 0)`,
    ]) {
      await expect(db.execute(statement)).rejects.toMatchObject({ cause: { code: "23514" } });
    }
    expect(await updateInvoice(we.maija, { id, note: "x" })).toMatchObject(refusal("invoiceFinal"));
    expect(await deleteInvoice(we.maija, { id })).toMatchObject(refusal("invoiceFinal"));
  });
});
