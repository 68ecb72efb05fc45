import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "@/db/migrate";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { freePort, Server } from "../setup/server";
import { Ledger, newName } from "./ledger";
import { rounds, times } from "./size";
import { type Fields, filled, textOf, Visitor } from "./visitor";

const database = "faults_two_apps";
let url: string;
let servers: Server[];
/** The same person with the same session, at each process. */
let here: Visitor;
let there: Visitor;

beforeAll(async () => {
  url = await cloneTemplate(testServer(), database);
  const ports = await Promise.all([freePort(), freePort()]);
  servers = ports.map((port, at) => new Server(`${database}_${at}`, port, { DATABASE_URL: url }));
  for (const server of servers) await server.start();
  const [one, other] = servers.map(({ address }) => address);
  here = await new Visitor(one ?? "").signIn("maija");
  there = here.at(other ?? "");
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await dropClone(testServer(), database);
});

const ask = <T>(question: ReturnType<typeof sql>) =>
  withClient(url, async (db) => (await db.execute(question)).rows as T[]);

test("two processes save the same field: one wins, the other shows both values, and each sees the winner's at once", async () => {
  const open = await ask<{ id: number }>(
    sql`select id from customers where archived_at is null and deleted_at is null order by id limit 40`,
  );
  for (const round of rounds(3, 300)) {
    const panel = `/customers/${open[round % open.length]?.id}?panel=edit`;
    const sites = [`https://${round}.here.example`, `https://${round}.there.example`] as const;
    const [mine, theirs] = await Promise.all([here.formOn(panel, "website"), there.formOn(panel, "website")]);
    const [one, other] = await Promise.all([
      here.post(panel, filled(mine.form, { website: sites[0] })),
      there.post(panel, filled(theirs.form, { website: sites[1] })),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 303]);
    const [winner, loser] = one.status === 303 ? [sites[0], other] : [sites[1], one];
    for (const site of sites) expect(textOf(loser.text)).toContain(site);
    for (const visitor of [here, there]) expect((await visitor.get(panel)).text).toContain(`value="${winner}"`);
  }
});

test("two processes take numbers of one series: none twice, none left out", async () => {
  const ledger = new Ledger();
  for (const _ of rounds(2, 60)) {
    const both = [here, there, here, there];
    const forms = await Promise.all(both.map((visitor) => ledger.open(visitor)));
    await Promise.all(forms.map((form, at) => ledger.send(both[at] ?? here, form)));
  }
  await ledger.check(url);
  const names = [...ledger.acknowledged.keys()];
  expect(names).toHaveLength(times(2, 60) * 4);
  const numbers = await ask<{ number: number }>(
    sql`select number::int from customers where name = any(${sql.param(names)}) order by 1`,
  );
  expect(numbers.map(({ number }) => number - (numbers[0]?.number ?? 0))).toEqual(names.map((_, at) => at));
});

test("the same form at both processes is carried out once", async () => {
  const ledger = new Ledger();
  for (const _ of rounds(2, 100)) {
    const form = await ledger.open(here);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => post(at % 2 ? here : there, form.form)));
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    await ledger.send(there, form);
  }
  expect(ledger.acknowledged.size).toBe(times(2, 100));
  await ledger.check(url);
});

const post = (visitor: Visitor, form: Fields) => visitor.post("/customers/new", form);

test("the same file is brought in at both processes at once: its customers come once", async () => {
  for (const _ of rounds(1, 20)) {
    const names = Array.from({ length: 100 }, newName);
    const file = () => new File([["Name", ...names].join("\n")], "names.csv", { type: "text/csv" });
    const steps = await Promise.all([here, there].map((visitor) => uploaded(visitor, file())));
    await Promise.all(steps.map(({ visitor, path, form }) => visitor.post(path, form)));
    const [{ rows } = { rows: 0 }] = await ask<{ rows: number }>(
      sql`select count(*)::int as rows from customers where name = any(${sql.param(names)})`,
    );
    expect(rows).toBe(names.length);
  }
});

/** A file with one column of names, as far as the step that brings it in. */
async function uploaded(visitor: Visitor, file: File) {
  const { form } = await visitor.formOn("/customers/import", "companyId");
  const { location } = await visitor.post("/api/imports", filled(form, { file }));
  const columns = await visitor.formOn(location ?? "", "column.0");
  const { location: path } = await visitor.post(location ?? "", columns.form);
  return { visitor, path: path ?? "", form: (await visitor.formOn(path ?? "", "formKey")).form };
}

test("a right that was taken away at one process is gone at the other", async () => {
  const sven = await new Visitor(servers[0]?.address ?? "").signIn("sven");
  const elsewhere = sven.at(servers[1]?.address ?? "");
  expect((await elsewhere.get("/customers")).status).toBe(200);
  await ask(sql`update employees set deactivated_at = now() where email = 'sven@demo.example'`);
  for (const visitor of [sven, elsewhere]) expect((await visitor.get("/customers")).location).toContain("/sign-in");
});
