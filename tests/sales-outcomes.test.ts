import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { activities, salesCases } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { listHistory } from "@/lib/history/queries";
import { deleteEntry, mergeEntry, switchEntry } from "@/lib/registers/commands";
import { createSale, deleteSale, loseSale, reopenSale, updateSale, winSale } from "@/lib/sales/commands";
import { saleChoices } from "@/lib/sales/queries";
import { type Cast, cast, having } from "./cast";
import { done, lastLine } from "./doing";
import { saleRow, stepNamed } from "./selling";

let we: Cast;
let id: Cast["world"]["customers"];
beforeAll(async () => {
  we = await cast();
  id = we.world.customers;
});

const added = (values: Record<string, unknown> = {}, viewer = we.maija, customer = id.vaahtera) =>
  done(createSale, viewer, { id: customer, name: "Vuosisopimus", ...values });

describe("an outcome", () => {
  test("is won with what is proposed or said, lost with a reason, and taken up again", async () => {
    const saleId = await added({ expectedOn: "2027-05-01" });
    const { today } = we.maija.facts;
    await done(winSale, we.maija, { id: saleId });
    expect(await saleRow(saleId)).toMatchObject({ probability: 100, expectedOn: today, closedAt: expect.any(Date) });
    const { closedAt } = await saleRow(saleId);
    await done(winSale, we.maija, { id: saleId, probability: "1" });
    expect(await saleRow(saleId)).toMatchObject({ probability: 100, closedAt });
    expect(await loseSale(we.maija, { id: saleId, lostReason: " " })).toMatchObject({
      problems: { lostReason: { key: "required" } },
    });
    await done(loseSale, we.maija, { id: saleId, lostReason: "Hinta" });
    expect(await saleRow(saleId)).toMatchObject({ probability: 0, lostReason: "Hinta" });
    expect(await updateSale(we.maija, { id: saleId, lostReason: "" })).toMatchObject({ ok: false });
    await done(reopenSale, we.maija, { id: saleId, probability: "40", expectedOn: "2027-06-01" });
    expect(await saleRow(saleId)).toMatchObject({
      probability: 40,
      expectedOn: "2027-06-01",
      lostReason: null,
      closedAt: null,
    });
    await done(winSale, we.maija, { id: saleId, probability: "90", expectedOn: "2026-01-15" });
    expect(await saleRow(saleId)).toMatchObject({ probability: 90, expectedOn: "2026-01-15" });
    for (const deed of ["won", "lost", "reopened"])
      expect(await lastLine("sales_cases", saleId, `salesCase.${deed}`)).toMatchObject({ customerId: id.vaahtera });
    await done(deleteSale, we.maija, { id: saleId });
  });
});

describe("deleting", () => {
  test("is refused while an activity or a project hangs on it; its lines stay for those who see all cases", async () => {
    const saleId = await added({ name: "Salainen tarjous" });
    const inUse = { ok: false, problems: { "": { key: "saleInUse" } } };
    const [activity] = await db
      .insert(activities)
      .values({
        customerId: id.vaahtera,
        kind: "todo",
        title: "Soita",
        salesCaseId: saleId,
        isPrivate: true,
        ownerId: we.aino.employeeId,
      })
      .returning({ id: activities.id });
    expect(await deleteSale(we.maija, { id: saleId })).toMatchObject(inUse);
    await db.delete(activities).where(eq(activities.id, activity?.id ?? 0));
    await done(deleteSale, we.maija, { id: saleId });
    expect(await db.$count(salesCases, eq(salesCases.id, saleId))).toBe(0);
    const lines = async (viewer: Viewer) =>
      (await listHistory(viewer, id.vaahtera, { part: null, before: null })).filter(
        ({ subjectId, subject }) => subject === "sales_cases" && subjectId === saleId,
      );
    expect((await lines(we.maija)).map(({ action }) => action)).toEqual(["salesCase.deleted", "salesCase.created"]);
    for (const sales of ["none", "own"]) expect(await lines(having(we.aino, { sales }))).toEqual([]);
  });
});

describe("a sales status", () => {
  test("out of use stays where it is and is offered no more; merged, the other takes its place", async () => {
    const register = "salesStatuses";
    const [quote, talks] = [await stepNamed("Quote sent"), await stepNamed("Negotiation")];
    const saleId = await added({ statusId: quote });
    await done(switchEntry, we.maija, { register, id: quote, to: "disabled" });
    const offered = async (sale?: Parameters<typeof saleChoices>[3]) =>
      (await saleChoices(we.maija, id.vaahtera, "fi", sale)).statuses.map((status) => status.id);
    expect(await offered()).not.toContain(quote);
    expect(await offered(await saleRow(saleId))).toContain(quote);
    expect(await createSale(we.maija, { id: id.vaahtera, name: "X", statusId: quote })).toMatchObject({
      problems: { statusId: { key: "chooseOption" } },
    });
    await done(updateSale, we.maija, { id: saleId, name: "Vuosisopimus 2", statusId: quote });
    expect(await deleteEntry(we.maija, { register, id: quote })).toMatchObject({ ok: false });
    const across = await mergeEntry(we.maija, { register, id: quote, targetId: await stepNamed("Lost") });
    expect(across).toMatchObject({ ok: false, problems: { targetId: { key: "chooseOption" } } });
    const asked = await mergeEntry(we.maija, { register, id: quote, targetId: talks });
    const confirmed = asked.ok ? [] : asked.doubts?.map(({ mark }) => mark);
    await done(mergeEntry, we.maija, { register, id: quote, targetId: talks, confirmed });
    expect((await saleRow(saleId)).statusId).toBe(talks);
    await done(deleteSale, we.maija, { id: saleId });
  });
});
