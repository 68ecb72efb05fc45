import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/migrate";
import fi from "@/messages/fi.json";
import { App } from "../setup/app";
import { Ledger } from "./ledger";
import { type Fields, textOf, Visitor } from "./visitor";

const app = new App("faults_deployed");
/** An action that this build does not have. */
const gone = `60${"ab".repeat(20)}`;
let maija: Visitor;

beforeAll(async () => {
  maija = await new Visitor(await app.freshFor("deployed")).signIn("maija");
});
afterAll(() => app.stop());

/** The same form as a page of another build would have it. */
const ofAnotherBuild = (form: Fields): Fields =>
  form.map(([name, value]) => [
    name,
    typeof value === "string" ? value.replace(/"id":"[0-9a-f]{42}"/, `"id":"${gone}"`) : value,
  ]);

describe("a page that was open while the program was updated, and whose action is gone", () => {
  test("posts without script: the person is told in words, and nothing is written", async () => {
    const { name, form } = await new Ledger().open(maija);
    const { status, text } = await maija.post("/customers/new", ofAnotherBuild(form));
    expect(status).toBe(409);
    expect(textOf(text)).toContain(fi.fault.updated.title);
    expect(textOf(text)).toContain(fi.fault.updated.text);
    const { rows } = await withClient(app.databaseUrl, (db) =>
      db.execute(sql`select count(*)::int from customers where name = ${name}`),
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test("posts with script: the answer is the one that the page knows how to tell", async () => {
    const { text } = await maija.get("/customers/new");
    expect(text).toContain(`data-fault-updated="${fi.fault.updated.text}"`);
    const headers = { ...maija.headers, "next-action": gone, accept: "text/x-component" };
    const answer = await fetch(`${maija.base}/customers/new`, { method: "POST", body: "[]", headers });
    expect([answer.status, answer.headers.get("x-nextjs-action-not-found")]).toEqual([409, "1"]);
  });
});
