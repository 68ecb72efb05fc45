import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oddTexts } from "../hostile-values";
import { App } from "../setup/app";
import { actions } from "./actions";
import { callOf, pageOf } from "./calls";
import { commits, frozenWorld } from "./frozen";
import { type Call, calledDirectly, knock, postedPlainly } from "./knocking";
import type { World } from "./world";

// Every action, called by an administrator with what its own page would never send: other ids, other kinds of values,
// broken bytes. None ends in a fault of ours, and what is refused has changed nothing.

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
const app = new App("mutated");
let site = "";
let db: pg.Client;
let world: World;

beforeAll(async () => {
  ({ site, db, world } = await frozenWorld(app, "mutated"));
}, 120_000);
afterAll(async () => {
  await db.end();
  await app.stop();
});

const wrongIds = ["-1", "0", "2147483648", "9223372036854775808", "1e3", "987654321", "１２", "constructor", "1,2", ""];
/** The text of another value as React writes it down: nothing, a number that is none, a form that does not come, a date. */
const strangeArguments: unknown[] = [
  null,
  0,
  -1,
  true,
  [],
  {},
  [1],
  ["a"],
  "$undefined",
  "$NaN",
  "$D2026-02-30",
  "$n1",
];
const strange = [...oddTexts, ...wrongIds, ...strangeArguments];

type Mutation = { action: string; place: string; seed: number; value: unknown };
const names = Object.keys(actions);
const mutation: fc.Arbitrary<Mutation> = fc.record({
  action: fc.constantFrom(...names),
  place: fc.constantFrom("own", "sister", "archived", "binned", "missing"),
  seed: fc.nat(),
  value: fc.constantFrom(...strange),
});

/** One argument, or one value of the form, is another. */
function altered(call: Call, { seed, value }: Mutation): Call {
  const fields = Object.keys(call.form);
  const at = seed % (fields.length + call.bound.length + 1);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const name = fields[at] ?? "unknown";
  if (at < fields.length || at === fields.length + call.bound.length) {
    return { ...call, form: { ...call.form, [name]: seed % 5 ? text : [text, text] } };
  }
  return { ...call, bound: call.bound.map((one, index) => (index === at - fields.length ? value : one)) };
}

/** What Next and React say of a body that nobody could read, before anything of ours runs: all of these end in a 500. */
const upstream =
  /Failed to parse body as FormData|Unexpected end of form|Malformed part header|Connection closed|^SyntaxError|Invalid Server Actions request|Failed to find Server Action|Unexpected end of multipart|Boundary not found|Invalid (FormData|(forward )?reference)|Maximum|^Error: An error occurred in the Server Components/;
/** A part of a form that has lost its name, which React takes for granted. */
const isNameless = (what: string, fault: string) =>
  /form-data; (?!name=")/.test(what) && fault.includes("undefined (reading 'startsWith')");
const frozen = /Failed query: commit/;
const log = path.resolve("test-results/journey_mutated.log");
let read = 0;

/** The faults the server has told since it was asked last, without those of Next's own and of the frozen world. */
function oursSince(what: string): string[] {
  const told = fs.readFileSync(log, "utf8");
  const faults = [...told.slice(read).matchAll(/^(?:⨯|form failed, code \w+:) (.*)/gm)].map(([, fault = ""]) => fault);
  read = told.length;
  const isTheirs = (fault: string) => upstream.test(fault) || isNameless(what, fault) || frozen.test(fault);
  return faults.filter((fault) => !isTheirs(fault)).map((fault) => `${what}: ${fault}`);
}

const tally = new Map<string, number>();
const wrong: string[] = [];

async function attempt(what: string, call: Call, page: string, request: Parameters<typeof knock>[1]): Promise<number> {
  const done = await commits(db);
  const headers = { ...request?.headers, origin: site };
  const answer = await knock(site + page, { ...request, headers, cookie: world.cookies.administrator });
  tally.set(String(answer.status), (tally.get(String(answer.status)) ?? 0) + 1);
  if (answer.status >= 500) wrong.push(...oursSince(what));
  // What is called with a value alone lets the commit that the frozen world turns away through as a fault.
  if (call.takes !== "value" && answer.status >= 400 && (await commits(db)) !== done)
    wrong.push(`${what}: ${answer.status}, and was carried out`);
  return answer.status;
}

/** What a form was told to be a fault, and no status shows, is looked for in the end. */
const taken = (): string[] => [...wrong.splice(0), ...oursSince("a form")];
const sampled = (count: number) => fc.sample(mutation, { numRuns: count, seed: isLong ? Date.now() : 8 });

test("other ids, other words and other kinds of values, by script and without", async () => {
  for (const [index, one] of sampled(isLong ? 1500 : 60).entries()) {
    const call = altered(callOf(world, one.action, one.place), one);
    const way = index % 2 && call.takes !== "value" ? postedPlainly : calledDirectly;
    const what = `${one.action} ${way.name} ${one.place} ${JSON.stringify([call.bound, call.form]).slice(0, 300)}`;
    await attempt(what, call, pageOf(world, one.action, "own"), way(call));
  }
  console.log([...tally]);
  expect(taken()).toEqual([]);
});

/** In place of the form, or beside it: whatever React can decode. */
const others = ["null", '"$undefined"', '"text"', "[]", "{}", '"$Q1"', '"$W1"', '{"get":"$undefined"}', "7", '"$K9"'];

test("no form where a form belongs, no state, more than was asked for", async () => {
  const tried = isLong ? names : names.filter((_, index) => index % 24 === 0);
  for (const [index, name] of tried.entries()) {
    const call = callOf(world, name, "own");
    const headers = { "next-action": call.id, accept: "text/x-component", "content-type": "text/plain;charset=UTF-8" };
    const bound = call.bound.map((one) => JSON.stringify(one));
    for (const [at, other] of (isLong ? others : others.slice(0, 4)).entries()) {
      const written = [[...bound, other, other], [other], [], [...bound, ...others]].map(
        (list) => `[${list.join(",")}]`,
      );
      for (const body of isLong ? written.slice((at + index) % 4).slice(0, 1) : written.slice(0, 2)) {
        await attempt(`${name} ${body}`, call, pageOf(world, name, "own"), { method: "POST", headers, body });
      }
    }
  }
  expect(taken()).toEqual([]);
});

test("broken bytes", async () => {
  for (const one of sampled(isLong ? 800 : 60)) {
    const call = callOf(world, one.action, "own");
    const request = new Request(site, (one.seed % 2 && call.takes !== "value" ? postedPlainly : calledDirectly)(call));
    const body = broken(Buffer.from(await request.arrayBuffer()), one.seed);
    const headers = Object.fromEntries(request.headers);
    const what = `${one.action} ${body.toString("latin1").slice(0, 1000)}`;
    await attempt(what, call, pageOf(world, one.action, "own"), { method: "POST", headers, body: body as never });
  }
  expect(taken()).toEqual([]);
});

/** A byte is another, the end is missing, or a piece is there twice. */
function broken(body: Buffer, seed: number): Buffer {
  const at = (seed >> 4) % (body.length + 1);
  if (seed % 4 === 0) return body.subarray(0, at);
  if (seed % 4 === 1) return Buffer.concat([body.subarray(0, at), body.subarray(Math.max(0, at - 40))]);
  const other = Buffer.from(body);
  for (let place = at; place < body.length; place += body.length) other[place] = seed >> 3;
  return other;
}

test("the server has lived through all of it", async () => {
  expect((await fetch(`${site}/api/health/live`)).status).toBe(200);
});
