import { createHash } from "node:crypto";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { blobChunks, blobs, events, eventValues, files } from "@/db/schema/index";
import { giveBack, keepBytes, openFile, tidyBlobs } from "@/lib/access/blobs";
import { keepRefusal, refusalAt } from "@/lib/access/refusals";
import { tidyUp } from "@/lib/access/upkeep";
import type { Viewer } from "@/lib/access/viewer";
import { addFiles, addLink, deleteFile, updateFile } from "@/lib/files/commands";
import { filesOf, getFile } from "@/lib/files/queries";
import { taskFilter } from "@/lib/project-tasks/filter";
import { boardOf } from "@/lib/project-tasks/queries";
import { projectsOf } from "@/lib/projects/queries";
import { salesCasesOf } from "@/lib/sales/queries";
import { type Cast, cast } from "./cast";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let ahola: number;
let berg: number;

beforeAll(async () => {
  we = await cast();
  ({ ahola, berg } = we.world.customers);
});

async function* inPieces(bytes: Buffer, size = 60_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Bytes kept, and what the command is told of them. */
async function arrived(viewer: Viewer, bytes: Buffer, name = "muistio.txt") {
  const { sha256, size } = await keepBytes(viewer, inPieces(bytes));
  return { name, mediaType: "text/plain", sha256, size };
}

async function upload(viewer: Viewer, values: Record<string, unknown>, ...texts: string[]) {
  const given = [];
  for (const text of texts) given.push(await arrived(viewer, Buffer.from(text)));
  return addFiles(viewer, { ...values, files: given });
}

async function read(viewer: Viewer, id: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of (await openFile(viewer, id)).bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function made(outcome: Promise<{ ok: true; result: { id: number } } | { ok: false; problems: unknown }>) {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.result.id;
}

const rowOf = async (id: number) => (await db.select().from(files).where(eq(files.id, id)))[0];
const lastEvent = async (subjectId: number) =>
  (
    await db
      .select()
      .from(events)
      .where(and(eq(events.subject, "files"), eq(events.subjectId, subjectId)))
      .orderBy(desc(events.id))
      .limit(1)
  )[0];

describe("a file", () => {
  test("is added, seen with its size and author, and comes back byte by byte", async () => {
    const bytes = Buffer.from(Array.from({ length: 1_300_000 }, (_, at) => (at * 7) % 256));
    const given = await arrived(we.aino, bytes, "Sopimus 2026.txt");
    const values = { id: ahola, description: "Allekirjoitettu", keywords: "sopimus", contactId: "", projectId: "" };
    const id = await made(addFiles(we.aino, { ...values, files: [given] }));
    const [first] = await filesOf(we.aino, ahola, 10);
    expect(first).toMatchObject({
      id,
      name: "Sopimus 2026.txt",
      size: bytes.length,
      description: "Allekirjoitettu",
      keywords: "sopimus",
      projectName: null,
      author: "Aino Ruskalampi",
    });
    const stored = await db.select({ place: blobChunks.place, size: sql<number>`length(bytes)` }).from(blobChunks);
    expect(stored.filter(({ size }) => size > 512 * 1024)).toEqual([]);
    const back = await read(we.aino, id);
    expect(createHash("sha256").update(back).digest("hex")).toBe(given.sha256);
  });

  test("is logged once for each of several, on the customer's card", async () => {
    const outcome = await upload(we.maija, { id: ahola }, "yksi", "kaksi", "kolme");
    expect(outcome).toMatchObject({ ok: true, result: { count: 3 } });
    const lines = await db
      .select({ customerId: events.customerId, subjectId: events.subjectId })
      .from(events)
      .where(eq(events.action, "file.created"))
      .orderBy(desc(events.id))
      .limit(3);
    expect(lines.map(({ customerId }) => customerId)).toEqual([ahola, ahola, ahola]);
    expect(new Set(lines.map(({ subjectId }) => subjectId)).size).toBe(3);
  });

  test("sent twice with the same form becomes one, and the bytes left over can go", async () => {
    const formKey = "form-key-of-a-double-click";
    const send = () => upload(we.aino, { id: ahola, formKey }, "kahdesti");
    const [one, two] = [await send(), await send()];
    expect(two).toEqual(one);
    const same = createHash("sha256").update("kahdesti").digest("hex");
    const kept = await db.select().from(blobs).where(eq(blobs.sha256, same));
    expect(kept).toHaveLength(2);
    await giveBack(kept);
    expect(await db.select().from(blobs).where(eq(blobs.sha256, same))).toHaveLength(1);
  });

  test("is not made of bytes that nobody sent, nor of another file's", async () => {
    const sha256 = createHash("sha256").update("Sopimus").digest("hex");
    const forged = { name: "x.txt", mediaType: "text/plain", sha256, size: 7 };
    const outcome = await addFiles(we.aino, { id: ahola, files: [forged] });
    expect(outcome).toEqual({ ok: false, problems: { file: { key: "fileIncomplete" } } });
  });

  test("belongs to a project of that customer, about a contact of that customer, or is refused", async () => {
    const { bergTak, aholaPiha } = we.world.projects;
    const outcome = await upload(we.aino, { id: ahola, projectId: String(bergTak), contactId: "999999" }, "väärä");
    const problems = { projectId: { key: "chooseOption" }, contactId: { key: "chooseOption" } };
    expect(outcome).toEqual({ ok: false, problems });
    const id = await made(upload(we.aino, { id: ahola, projectId: String(aholaPiha) }, "oikea"));
    expect(await getFile(we.aino, ahola, id)).toMatchObject({ projectId: aholaPiha, projectName: "Pihan kunnostus" });
  });

  test.each([
    ["description", "a".repeat(1001), "tooLong"],
    ["keywords", "a".repeat(10_000), "tooLong"],
    ["description", "x\u0007", "badCharacters"],
    ["keywords", "\u202Etxt.exe", "badCharacters"],
    ["projectId", "yksi", "chooseOption"],
    ["owner", "1", "formChanged"],
  ])("with a bad %s is refused", async (field, value, key) => {
    const outcome = await upload(we.aino, { id: ahola, [field]: value }, "kelpo");
    expect(outcome).toMatchObject({ ok: false, problems: { [field === "owner" ? "" : field]: { key } } });
  });

  test("is refused while the customer is archived", async () => {
    const outcome = await upload(we.aino, { id: we.world.customers.archived }, "myöhässä");
    expect(outcome).toEqual({ ok: false, problems: { "": { key: "customerArchived" } } });
  });
});

describe("a link", () => {
  test("is added, changed where sent, and kept where not", async () => {
    const values = { id: ahola, name: "Kansio", url: "intra.example/ahola", description: "Verkkolevy" };
    const id = await made(addLink(we.aino, values));
    expect(await rowOf(id)).toMatchObject({ url: "https://intra.example/ahola", blobId: null, customerId: ahola });
    await made(updateFile(we.aino, { id, version: 1, name: "Kohdekansio" }));
    expect(await rowOf(id)).toMatchObject({ name: "Kohdekansio", description: "Verkkolevy", version: 2 });
    expect(await lastEvent(id)).toMatchObject({ action: "file.updated", customerId: ahola });
  });

  test.each([
    [{ name: "", url: "x.example" }, "name", "required"],
    [{ name: "x", url: "javascript:alert(1)" }, "url", "website"],
    [{ name: "x", url: "file:///etc/passwd" }, "url", "website"],
    [{ name: "x", url: `x.example/${"a".repeat(10_000)}` }, "url", "website"],
    [{ name: "a".repeat(201), url: "x.example" }, "name", "tooLong"],
  ])("with bad values is refused: %o", async (values, field, key) => {
    expect(await addLink(we.aino, { id: ahola, ...values })).toMatchObject({
      ok: false,
      problems: { [field]: { key } },
    });
  });

  test("a file becomes no link", async () => {
    const id = await made(upload(we.aino, { id: ahola }, "tavuja"));
    const outcome = await updateFile(we.aino, { id, version: 1, url: "x.example" });
    expect(outcome).toEqual({ ok: false, problems: { "": { key: "formChanged" } } });
  });
});

describe("who may what", () => {
  test("own files are changed and deleted with edit, others' with everything on customers", async () => {
    const own = await made(upload(we.sven, { id: berg }, "Svens"));
    const others = await made(upload(we.maija, { id: berg }, "Maijas"));
    await expect(updateFile(we.sven, { id: others, version: 1, name: "Min" })).rejects.toThrow(absent);
    await expect(deleteFile(we.sven, { id: others })).rejects.toThrow(absent);
    expect(await updateFile(we.sven, { id: own, version: 1, name: "Min.txt" })).toMatchObject({ ok: true });
    expect(await deleteFile(we.sven, { id: own })).toMatchObject({ ok: true });
    expect(await deleteFile(we.aino, { id: others })).toMatchObject({ ok: true });
    expect(await lastEvent(others)).toMatchObject({
      action: "file.deleted",
      customerId: berg,
      actorId: we.aino.employeeId,
    });
  });

  test("out of reach and without the right, nothing is there", async () => {
    const { aholaContract } = we.world.files;
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      await expect(openFile(viewer, aholaContract)).rejects.toThrow(absent);
      await expect(updateFile(viewer, { id: aholaContract, version: 1, name: "x" })).rejects.toThrow(absent);
      await expect(addLink(viewer, { id: ahola, name: "x", url: "x.example" })).rejects.toThrow(absent);
    }
    await expect(keepBytes(we.pieter, inPieces(Buffer.from("x")))).rejects.toThrow(absent);
    expect(await filesOf(we.sven, ahola, 10)).toEqual([]);
    await expect(getFile(we.aino, berg, aholaContract)).rejects.toThrow(absent);
  });

  test("a project's file, task and the project are for those who see the project", async () => {
    const { bergTak, bergPark } = we.world.projects;
    // Karin reads her own company's customers and manages one of the two projects.
    const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
    expect(names(await projectsOf(we.karin, berg))).toEqual(["Takrenovering"]);
    const { tasks } = await boardOf(we.karin, { customerId: berg, projectId: null }, taskFilter({}), "en");
    expect(tasks.every(({ projectId }) => projectId === bergTak)).toBe(true);
    expect((await filesOf(we.karin, berg, 50)).some(({ projectId }) => projectId === bergPark)).toBe(false);
    await expect(getFile(we.karin, berg, we.world.files.bergPark)).rejects.toThrow(absent);
    expect(names(await projectsOf(we.maija, berg)).sort()).toEqual(["Parkskötsel", "Takrenovering"]);
  });

  test("with the level own, only one's own sales cases show; their names come in the reader's language", async () => {
    const { sales: seen } = await salesCasesOf(we.sven, berg, "sv");
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      name: "Ramavtal",
      status: "Offert skickad",
      probability: 50,
      owner: "Sven Fjällhammar",
    });
    expect((await salesCasesOf(we.maija, berg, "en")).sales).toHaveLength(2);
    await expect(salesCasesOf(we.pieter, berg, "nl")).rejects.toThrow(absent);
  });

  test("a download is logged before its first byte", async () => {
    const { aholaContract } = we.world.files;
    expect((await read(we.maija, aholaContract)).toString()).toBe("Sopimus");
    expect(await lastEvent(aholaContract)).toMatchObject({
      action: "file.downloaded",
      actorId: we.maija.employeeId,
      customerId: ahola,
    });
  });

  test("two people change one file: other fields merge, the same field asks", async () => {
    const id = await made(addLink(we.aino, { id: ahola, name: "Yhteinen", url: "x.example" }));
    await made(updateFile(we.maija, { id, version: 1, name: "Maijan", description: "" }));
    expect(await updateFile(we.aino, { id, version: 1, name: "Yhteinen", keywords: "avain" })).toMatchObject({
      ok: true,
    });
    expect(await rowOf(id)).toMatchObject({ name: "Maijan", keywords: "avain" });
    const outcome = await updateFile(we.aino, { id, version: 1, name: "Ainon" });
    expect(outcome).toMatchObject({ ok: false, conflicts: [{ field: "name", mine: "Ainon", theirs: "Maijan" }] });
  });
});

describe("the bytes", () => {
  test("that were damaged are an error, never a wrong file", async () => {
    const small = await made(upload(we.aino, { id: ahola }, "alkuperäinen"));
    const given = await arrived(we.aino, Buffer.alloc(900_000, "a"));
    const large = await made(addFiles(we.aino, { id: ahola, files: [given] }));
    for (const id of [small, large]) {
      const blobId = (await rowOf(id))?.blobId ?? 0;
      const damaged = sql`set_byte(${blobChunks.bytes}, 5, 0)`;
      await db
        .update(blobChunks)
        .set({ bytes: damaged as never })
        .where(and(eq(blobChunks.blobId, blobId), eq(blobChunks.place, 0)));
      const { bytes, size } = await openFile(we.aino, id);
      let received = 0;
      const all = (async () => {
        for await (const piece of bytes) received += piece.length;
      })();
      await expect(all).rejects.toThrow("not those stored");
      expect(received).toBeLessThan(size);
    }
    const missing = await made(upload(we.aino, { id: ahola }, "katoaa"));
    await db.delete(blobChunks).where(eq(blobChunks.blobId, (await rowOf(missing))?.blobId ?? 0));
    await expect(read(we.aino, missing)).rejects.toThrow("is missing");
  });

  test("go with the file, with its customer, and when an upload broke off", async () => {
    const id = await made(upload(we.aino, { id: ahola }, "poistuva"));
    const blobId = (await rowOf(id))?.blobId ?? 0;
    await made(deleteFile(we.aino, { id }));
    expect(await db.select().from(blobs).where(eq(blobs.id, blobId))).toEqual([]);
    expect(await db.select().from(blobChunks).where(eq(blobChunks.blobId, blobId))).toEqual([]);

    const before = await db.$count(blobs);
    const breaking = (async function* () {
      yield Buffer.alloc(700_000);
      throw new Error("gone");
    })();
    await expect(keepBytes(we.aino, breaking)).rejects.toThrow("gone");
    expect(await db.$count(blobs)).toBe(before);
  });

  test("that belong to nothing are tidied away after an hour", async () => {
    const lost = await arrived(we.aino, Buffer.from("orpo"));
    await tidyBlobs();
    expect(await db.select().from(blobs).where(eq(blobs.sha256, lost.sha256))).toHaveLength(1);
    const old = sql`now() - interval '61 minutes'`;
    await db
      .update(blobs)
      .set({ createdAt: old as never })
      .where(eq(blobs.sha256, lost.sha256));
    await tidyUp();
    expect(await db.select().from(blobs).where(eq(blobs.sha256, lost.sha256))).toEqual([]);
  });

  test("stop at the organisation's quota", async () => {
    process.env.FILES_QUOTA_GB = String(1 / (1024 * 1024));
    const before = await db.$count(blobs);
    await expect(arrived(we.aino, Buffer.alloc(2000))).rejects.toThrow("file");
    expect(await db.$count(blobs)).toBe(before);
    delete process.env.FILES_QUOTA_GB;
  });
});

test("the log of a deleted file keeps its name and what it was, not its bytes", async () => {
  const id = await made(upload(we.aino, { id: ahola, description: "Vanha" }, "x"));
  await made(deleteFile(we.aino, { id }));
  const line = await lastEvent(id);
  const values = await db
    .select({ field: eventValues.field, before: eventValues.before })
    .from(eventValues)
    .where(eq(eventValues.eventId, line?.id ?? 0))
    .orderBy(asc(eventValues.id));
  expect(values).toEqual([
    { field: "name", before: "muistio.txt" },
    { field: "description", before: "Vanha" },
  ]);
});

test("a refused upload is shown again to the one who sent it, and to nobody else", async () => {
  const refusal = { values: { description: "<b>ä</b>" }, problems: { file: { key: "fileMissing" } } } as const;
  const key = await keepRefusal(we.aino, refusal);
  expect(await refusalAt(we.aino, key)).toEqual(refusal);
  expect(await refusalAt(we.maija, key)).toBeNull();
  expect(await refusalAt(we.aino, "nonsense")).toBeNull();
});
