import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/migrate";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { freePort, Server } from "../setup/server";
import { Ledger, newName } from "./ledger";
import { pause, rounds, times } from "./size";
import { tally } from "./tally";
import { filled, Visitor } from "./visitor";

const database = "faults_app_killed";
let url: string;
let server: Server;
let maija: Visitor;

beforeAll(async () => {
  url = await cloneTemplate(testServer(), database);
  server = await new Server(database, await freePort(), { DATABASE_URL: url }).start();
  maija = await new Visitor(server.address).signIn("maija");
});
afterAll(async () => {
  await server.stop();
  await dropClone(testServer(), database);
});

/** Kills the app at any moment of the first `milliseconds` of some work, and starts it again. @returns what the work came to, null where it broke off */
async function killedDuring<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  const outcome = work.catch(() => null);
  await pause(Math.random() * milliseconds);
  await server.stop("SIGKILL");
  tally({ kills: 1 });
  const result = await outcome;
  await server.start();
  return result;
}

async function one<T>(question: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await withClient(url, (db) => db.execute(question));
  return rows[0] as T;
}

test("killed while people save: what was acknowledged is there, the rest is whole or absent, and nothing comes twice", async () => {
  const ledger = new Ledger();
  for (const _ of rounds(2, 100)) {
    const forms = await Promise.all(Array.from({ length: 4 }, () => ledger.open(maija)));
    await killedDuring(300, Promise.all(forms.map((form) => ledger.send(maija, form))));
    await ledger.check(url);
    await ledger.sendAgain(maija);
  }
  await ledger.check(url);
  expect(ledger.acknowledged.size).toBe(times(2, 100) * 4);
});

test("killed during an import: all of its rows or none, and never twice", async () => {
  for (const _ of rounds(1, 25)) {
    const names = Array.from({ length: times(300, 3_000) }, newName);
    const import_ = await uploadedImport(names);
    const result = await killedDuring(times(500, 2_000), maija.post(import_.path, import_.form));
    const count = () =>
      one<{ count: number }>(sql`select count(*)::int from customers where name = any(${sql.param(names)})`);
    const after = (await count()).count;
    expect([0, names.length]).toContain(after);
    if (result?.status === 303) expect(after).toBe(names.length);
    expect((await maija.post(import_.path, import_.form)).status).toBe(303);
    expect((await count()).count).toBe(names.length);
  }
});

/** A file of names, as far as the step that brings them in. */
async function uploadedImport(names: string[]) {
  const file = new File([["Name", ...names].join("\n")], "names.csv", { type: "text/csv" });
  const { form } = await maija.formOn("/customers/import", "companyId");
  const { location } = await maija.post("/api/imports", filled(form, { file }));
  const columns = await maija.formOn(location ?? "", "column.0");
  const { location: path } = await maija.post(location ?? "", columns.form);
  const check = await maija.formOn(path ?? "", "formKey");
  return { id: Number(/\d+/.exec(path ?? "")?.[0]), path: path ?? "", form: check.form };
}

describe("killed during an upload", () => {
  test("a file is there whole or not at all, sent again it comes once, and its leavings go", async () => {
    const card = "/customers/1";
    for (const _ of rounds(1, 20)) {
      const bytes = randomBytes(3_000_000).toString("base64");
      const name = `${newName()}.txt`;
      const { form } = await maija.formOn(`${card}?panel=new-file`, "description");
      const sent = filled(form, { file: new File([bytes], name, { type: "text/plain" }) });
      const address = "/api/files?customer=1";
      await killedDuring(200, maija.post(address, sent));
      const { count } = await one<{ count: number }>(sql`select count(*)::int from files where name = ${name}`);
      expect(count).toBeLessThanOrEqual(1);
      if (!count) expect((await maija.post(address, sent)).location).toContain("flash=filesAdded");
      const file = await one<{ id: number; sha256: string }>(sql`
        select f.id, b.sha256 from files f join blobs b on b.id = f.blob_id where f.name = ${name}`);
      expect(file.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
      expect((await maija.get(`/api/files/${file.id}`)).text).toBe(bytes);
    }
    await withClient(url, (db) => db.execute("update blobs set created_at = now() - interval '61 minutes'"));
    await server.stop("SIGKILL");
    await server.start();
    const leavings = sql`select count(*)::int from blobs b where not exists (select from files f where f.blob_id = b.id)`;
    await expect.poll(async () => (await one<{ count: number }>(leavings)).count).toBe(0);
  });
});

test("killed during an export: a broken download is no file, and the next one is whole", async () => {
  const [header, end] = ["PK\u0003\u0004", "PK\u0005\u0006"];
  for (const _ of rounds(1, 20)) {
    const broken = await killedDuring(150, maija.get("/customers/export?format=xlsx"));
    if (broken) expect(broken.text.includes(end)).toBe(true);
    const { text } = await maija.get("/customers/export?format=xlsx");
    expect([text.startsWith(header), text.includes(end)]).toEqual([true, true]);
  }
});

test("killed while a person is erased: the person is gone from everywhere, or from nowhere", async () => {
  for (const _ of rounds(1, 20)) {
    const [lastName, contact] = [
      newName().replaceAll(" ", ""),
      await maija.formOn("/customers/1?panel=new-contact", "lastName"),
    ];
    const { location } = await maija.post("/customers/1?panel=new-contact", filled(contact.form, { lastName }));
    expect(location).toContain("/customers/1");
    const { id } = await one<{ id: number }>(sql`
      select c.id from customer_contacts c join persons p on p.id = c.person_id where p.last_name = ${lastName}`);
    const panel = `/customers/1?panel=erase-contact.${id}`;
    const { form } = await maija.formOn(panel, "word");
    const erase = filled(form, { word: lastName });
    await killedDuring(200, maija.post(panel, erase));
    const places = async () =>
      one<{ person: number; log: number }>(sql`select
        (select count(*)::int from persons where last_name = ${lastName}) as person,
        (select count(*)::int from event_values v where v::text like ${`%${lastName}%`}) as log`);
    const after = await places();
    expect(after.person > 0).toBe(after.log > 0);
    if (after.person) expect((await maija.post(panel, erase)).status).toBe(303);
    expect(await places()).toEqual({ person: 0, log: 0 });
  }
});
