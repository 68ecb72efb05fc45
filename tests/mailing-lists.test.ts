import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customerContacts, events, mailingLists, persons } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { contactFilter } from "@/lib/contact-register/filter";
import { listContacts, listRegisterOptions } from "@/lib/contact-register/queries";
import { createMailingList, deleteMailingList, updateMailingList } from "@/lib/mailing-lists/commands";
import { readAddresses } from "@/lib/mailing-lists/export";
import { countMembers, getMailingList } from "@/lib/mailing-lists/queries";
import { contactCards } from "@/lib/vcards/export";
import { type Cast, cast } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
/** Aino's, of everybody in the register who is called Postilista. */
let listId: number;

beforeAll(async () => {
  we = await cast();
  const { ahola, aijala, berg } = we.world.customers;
  await person("Aada", ahola, "aada@lista.example");
  await person("Beeda", berg, "beeda@lista.example");
  await person("Ceeda", ahola, null);
  await person("Deeda", ahola, "deeda@lista.example", { inactiveAt: new Date() });
  await person("Eeda", ahola, "eeda@lista.example", { noMailings: true });
  await person("Eeda toisena", aijala, "EEDA@lista.example");
  await person("Aada uudelleen", aijala, "AADA@lista.example");
  listId = await made(we.aino, { name: "Lehti", q: "postilista", state: "all" });
});

async function person(
  firstName: string,
  customerId: number,
  email: string | null,
  { noMailings = false, inactiveAt = null }: { noMailings?: boolean; inactiveAt?: Date | null } = {},
) {
  const [row] = await db.insert(persons).values({ firstName, lastName: "Postilista", noMailings }).returning();
  await db.insert(customerContacts).values({ customerId, personId: row?.id ?? 0, email, inactiveAt });
}

async function made(viewer: Viewer, values: Record<string, string>): Promise<number> {
  const outcome = await createMailingList(viewer, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

async function membersOf(viewer: Viewer, id: number): Promise<(string | null)[]> {
  const { filter } = await getMailingList(viewer, id);
  const { rows } = await listContacts(viewer, { ...filter, list: id }, "fi");
  return rows.map(({ firstName }) => firstName);
}

describe("a mailing list", () => {
  test("has the active people of its filter who take mailings, every address once, and tells who is left out", async () => {
    expect(await membersOf(we.aino, listId)).toEqual(["Aada", "Beeda"]);
    const { filter } = await getMailingList(we.aino, listId);
    expect(await countMembers(we.aino, filter)).toEqual({
      members: 2,
      leftOut: { noMailings: 2, noEmail: 1, inactive: 1, sameAddress: 1 },
    });
    expect(await readAddresses(we.aino, { ...filter, list: listId })).toEqual([
      "aada@lista.example",
      "beeda@lista.example",
    ]);
    const cards: string[] = [];
    for await (const batch of await contactCards(we.aino, { ...filter, list: listId })) cards.push(...batch);
    expect(cards).toHaveLength(2);
  });

  test("is live: who matches later is on it, who is erased is not", async () => {
    await person("Feeda", we.world.customers.ahola, "feeda@lista.example");
    expect(await membersOf(we.aino, listId)).toEqual(["Aada", "Beeda", "Feeda"]);
    await db
      .update(persons)
      .set({ firstName: null, lastName: null, erasedAt: new Date() })
      .where(eq(persons.firstName, "Feeda"));
    expect(await membersOf(we.aino, listId)).toEqual(["Aada", "Beeda"]);
    const { filter } = await getMailingList(we.aino, listId);
    expect((await countMembers(we.aino, filter)).members).toBe(2);
  });

  test("is one’s own until it is shared, and then shows everybody what is open to them", async () => {
    const seen = async (viewer: Viewer) => (await listRegisterOptions(viewer, "fi")).lists.map(({ id }) => id);
    for (const viewer of [we.maija, we.sven]) {
      expect(await seen(viewer)).not.toContain(listId);
      await expect(getMailingList(viewer, listId)).rejects.toThrow(absent);
    }
    const { version } = await getMailingList(we.aino, listId);
    expect(await updateMailingList(we.aino, { id: listId, version, isShared: ["", "on"] })).toMatchObject({ ok: true });
    expect(await seen(we.sven)).toContain(listId);
    expect(await getMailingList(we.sven, listId)).toMatchObject({ name: "Lehti", isShared: true, mine: false });
    expect(await membersOf(we.sven, listId)).toEqual(["Beeda"]);
    const { filter } = await getMailingList(we.sven, listId);
    expect(await countMembers(we.sven, filter)).toMatchObject({
      members: 1,
      leftOut: { sameAddress: 0, noMailings: 0 },
    });
    await expect(readAddresses(we.sven, { ...filter, list: listId })).rejects.toThrow(absent);
  });

  test("is changed and deleted by its owner, a shared one also by whoever keeps the settings", async () => {
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      await expect(updateMailingList(viewer, { id: listId, name: "Oma" })).rejects.toThrow(absent);
      await expect(deleteMailingList(viewer, { id: listId })).rejects.toThrow(absent);
    }
    expect(await updateMailingList(we.maija, { id: listId, name: " Uutis  kirje " })).toMatchObject({ ok: true });
    expect(await getMailingList(we.aino, listId)).toMatchObject({ name: "Uutis kirje", isShared: true, mine: true });

    const own = await made(we.sven, { name: "Svens" });
    await expect(updateMailingList(we.maija, { id: own, name: "X" })).rejects.toThrow(absent);
    await expect(deleteMailingList(we.maija, { id: own })).rejects.toThrow(absent);
    expect(await deleteMailingList(we.sven, { id: own })).toMatchObject({ ok: true });
    await expect(getMailingList(we.sven, own)).rejects.toThrow(absent);
    await expect(deleteMailingList(we.sven, { id: own })).rejects.toThrow(absent);
  });

  test("is refused without a name or with one in use, and made once by the same post", async () => {
    const count = await db.$count(mailingLists);
    const problem = (key: string) => ({ ok: false, problems: { name: { key } } });
    expect(await createMailingList(we.aino, { name: " " })).toEqual(problem("required"));
    expect(await createMailingList(we.aino, { name: "x".repeat(10_000) })).toMatchObject(problem("tooLong"));
    expect(await createMailingList(we.aino, { name: "a\u0007b" })).toEqual(problem("badCharacters"));
    expect(await createMailingList(we.aino, { name: "UUTIS KIRJE" })).toEqual(problem("taken"));
    expect(await createMailingList(we.aino, { name: "Uusi", ownerId: "1" })).toMatchObject({ ok: false });
    expect(await db.$count(mailingLists)).toBe(count);
    const form = { name: "<b>Kerran</b> 日本", formKey: "lists-once-0001" };
    const [one, other] = await Promise.all([createMailingList(we.aino, form), createMailingList(we.aino, form)]);
    expect(one).toMatchObject({ ok: true });
    expect(other).toEqual(one);
    await expect(createMailingList(we.nils, { name: "Nils" })).rejects.toThrow(absent);
  });

  test("keeps only what a filter can say", async () => {
    const id = await made(we.aino, {
      name: "Sekava",
      state: "x",
      role: "-4",
      country: "FI",
      archived: "maybe",
      language: "sv",
    });
    const [row] = await db.select().from(mailingLists).where(eq(mailingLists.id, id));
    expect(row?.filter).toEqual({ country: "FI", language: "sv" });
    await db
      .update(mailingLists)
      .set({ filter: { role: "x'; --", q: "\u0007" } })
      .where(eq(mailingLists.id, id));
    expect((await getMailingList(we.aino, id)).filter).toEqual(contactFilter({}));
  });

  test("merges what two people changed apart, asks about what both changed, and is logged", async () => {
    const { version, name } = await getMailingList(we.aino, listId);
    expect(await updateMailingList(we.maija, { id: listId, version, name, isShared: ["", "on"] })).toMatchObject({
      ok: true,
    });
    expect(await updateMailingList(we.maija, { id: listId, version, name: "Maijan" })).toMatchObject({ ok: true });
    expect(
      await updateMailingList(we.aino, { id: listId, version, name: "Ainon", isShared: ["", "on"] }),
    ).toMatchObject({
      ok: false,
      conflicts: [{ field: "name", mine: "Ainon", theirs: "Maijan" }],
    });
    const [line] = await db
      .select()
      .from(events)
      .where(eq(events.action, "mailingList.updated"))
      .orderBy(desc(events.id))
      .limit(1);
    expect(line).toMatchObject({ subject: "mailing_lists", subjectId: listId, actorId: we.maija.employeeId });
  });

  test("whose addresses were read leaves a line in the log, without an address", async () => {
    const { filter } = await getMailingList(we.aino, listId);
    await readAddresses(we.aino, { ...filter, list: listId });
    const [line] = await db
      .select()
      .from(events)
      .where(eq(events.action, "contacts.addressesRead"))
      .orderBy(desc(events.id))
      .limit(1);
    expect(line).toMatchObject({ actorId: we.aino.employeeId, facts: { list: listId } });
    expect(JSON.stringify(line)).not.toContain("postilista");
  });
});
