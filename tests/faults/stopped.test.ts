import { once } from "node:events";
import http from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { freePort, Server } from "../setup/server";
import { Ledger } from "./ledger";
import { pause, rounds, times } from "./size";
import { type Answer, type Fields, filled, Visitor } from "./visitor";

const database = "faults_stopped";
let url: string;
let server: Server;
let maija: Visitor;

beforeAll(async () => {
  url = await cloneTemplate(testServer(), database);
  server = new Server(database, await freePort(), { DATABASE_URL: url });
});
afterAll(async () => {
  await server.stop();
  await dropClone(testServer(), database);
});

test("told to stop under work: what was begun is finished, a slow upload as well, and the end is in order", async () => {
  const ledger = new Ledger();
  for (const _ of rounds(1, 20)) {
    await server.start();
    maija = await new Visitor(server.address).signIn("maija");
    const forms = await Promise.all(Array.from({ length: 8 }, () => ledger.open(maija)));
    const { form } = await maija.formOn("/customers/1?panel=new-file", "description");
    const file = filled(form, { file: new File(["ä".repeat(500_000)], "hidas.txt") });
    const upload = await begun(maija, "/api/files?customer=1", file);
    const posts = await Promise.all(forms.map((one) => begun(maija, "/customers/new", one.form)));
    const began = performance.now();
    const code = server.stop("SIGTERM");
    // As a phone on a train does: a megabyte within two seconds.
    const uploaded = upload.send(10);
    await Promise.all(forms.map((one, at) => ledger.note(one, posts[at]?.send(1 + (at % 3)))));
    expect((await uploaded).location).toContain("flash=filesAdded");
    expect(await code).toBe(0);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect([ledger.refusals, [...ledger.unanswered.keys()]]).toEqual([[], []]);
    await ledger.check(url);
  }
  expect(ledger.acknowledged.size).toBe(times(1, 20) * 8);
});

/** A post whose head the app has read. `send` has the body follow in so many pieces, one each fifth of a second. */
async function begun(visitor: Visitor, path: string, form: Fields) {
  const body = new FormData();
  for (const [name, value] of form) body.append(name, value);
  const whole = new Response(body);
  const bytes = Buffer.from(await whole.clone().arrayBuffer());
  const request = http.request(visitor.base + path, {
    method: "POST",
    headers: {
      ...visitor.headers,
      "content-type": whole.headers.get("content-type") ?? "",
      "content-length": bytes.length,
      expect: "100-continue",
    },
  });
  const answered = once(request, "response");
  answered.catch(() => {});
  request.flushHeaders();
  await once(request, "continue");
  const send = async (pieces: number): Promise<Answer> => {
    const length = Math.ceil(bytes.length / pieces);
    for (let sent = 0; sent < bytes.length; sent += length) {
      if (sent > 0) await pause(200);
      request.write(bytes.subarray(sent, sent + length));
    }
    request.end();
    const [answer] = (await answered) as [http.IncomingMessage];
    const text = (await answer.toArray()).join("");
    return { status: answer.statusCode ?? 0, location: answer.headers.location ?? null, text, headers: new Headers() };
  };
  return { send };
}
