import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { brregAt } from "@/lib/registry/brreg";
import { ask, type Source } from "@/lib/registry/http";
import { prhAt } from "@/lib/registry/prh";
import { RegistryStub } from "./registry/stub";

let stub: RegistryStub;
const pace = { limit: 1_000, again: 20, rest: 10_000 };
const [prh, brreg] = [prhAt(pace), brregAt(pace)];
const said: string[] = [];

// Each test has registers of its own: one that was busy is left in peace for a while.
beforeEach(async () => {
  stub = await new RegistryStub().start();
  Object.assign(process.env, stub.environment);
  said.length = 0;
  vi.spyOn(console, "warn").mockImplementation((line) => said.push(line));
});
afterEach(() => stub.stop());

const ordinary = "9100000-5";
const company = JSON.stringify({ totalResults: 1, companies: [{ businessId: { value: ordinary } }] });
const refusal = (problem: string) => ({ ok: false, problem });

test.each([
  ["9101096-7", "registryBadAnswer", "another shape"],
  ["9101370-3", "registryBadAnswer", "no JSON"],
  ["9101644-5", "registryUnavailable", "status 500"],
  ["9101781-9", "registryBadAnswer", "status 400"],
  ["9101918-7", "registryUnavailable", "no answer in time"],
  ["9102959-6", "registryBadAnswer", "another business"],
])("Finland: %s ends as %s (%s), told in one line without the number", async (id, problem, why) => {
  expect(await prh.lookUp(id)).toEqual(refusal(problem));
  expect(said).toEqual([`register prh: ${problem} (${why})`]);
});

test.each([
  ["310400637", "registryBadAnswer", "another shape"],
  ["310400777", "registryBadAnswer", "no JSON"],
  ["310400882", "registryUnavailable", "status 500"],
  ["310401064", "registryBadAnswer", "status 400"],
  ["310401099", "registryUnavailable", "no answer in time"],
])("Norway: %s ends as %s (%s)", async (id, problem, why) => {
  expect(await brreg.lookUp(id)).toEqual(refusal(problem));
  expect(said).toEqual([`register brreg: ${problem} (${why})`]);
});

test("a search fails like a look-up", async () => {
  for (const [words, status, problem] of [
    ["kaatuu", 500, "registryUnavailable"],
    ["väärin", 400, "registryBadAnswer"],
    ["kadonnut", 404, "registryBadAnswer"],
  ] as const) {
    stub.answer(words, { status });
    expect(await prh.search(words)).toEqual(refusal(problem));
    expect(await brreg.search(words)).toEqual(refusal(problem));
  }
  stub.answer("muotoa", { status: 200, body: "[]" });
  expect(await prh.search("muotoa")).toEqual(refusal("registryBadAnswer"));
  expect(await brreg.search("muotoa")).toEqual(refusal("registryBadAnswer"));
});

test("nobody who listens, and an address that is none, are unavailable", async () => {
  for (const address of ["http://127.0.0.1:9/api", "no address"]) {
    Object.assign(process.env, { PRH_BASE_URL: address, BRREG_BASE_URL: address });
    expect(await prh.lookUp(ordinary)).toEqual(refusal("registryUnavailable"));
    expect(await brreg.search("fjord")).toEqual(refusal("registryUnavailable"));
  }
});

test("a page of another server is no answer of the register", async () => {
  stub.answer("310401536", { status: 404, body: "<h1>Not found</h1>" });
  expect(await brreg.lookUp("310401536")).toEqual(refusal("registryBadAnswer"));
  stub.answer("310401536", { status: 410, body: "<h1>Gone</h1>" });
  expect(await brreg.lookUp("310401536")).toEqual(refusal("registryBadAnswer"));
  stub.answer("310401536", { status: 410, body: '{"organisasjonsnummer":"310400084"}' });
  expect(await brreg.lookUp("310401536")).toEqual(refusal("registryBadAnswer"));
});

test("redirects stay with the register, and end", async () => {
  const to = (location: string) => ({ status: 302, headers: { location } });
  const known = "/opendata-ytj-api/v3/companies?businessId=";
  stub.answer("9103233-0", to(`${stub.origin}${known}${ordinary}`));
  stub.answer(ordinary, { status: 200, body: company.replace(ordinary, "9103233-0") });
  expect(await prh.lookUp("9103233-0")).toMatchObject({ ok: true });

  const elsewhere = await new RegistryStub().start();
  const places = [elsewhere.origin, "//evil.example/", "https://127.0.0.1/", "file:///etc/passwd", "http://%", ""];
  for (const place of places) {
    stub.answer(ordinary, to(place));
    expect(await prh.lookUp(ordinary), place).toEqual(refusal("registryBadAnswer"));
  }
  expect(elsewhere.requests).toEqual([]);
  await elsewhere.stop();

  stub.reset();
  stub.answer(ordinary, to(`${known}${ordinary}`));
  expect(await prh.lookUp(ordinary)).toEqual(refusal("registryBadAnswer"));
  expect(stub.requests).toHaveLength(4);
});

test("what was packed small is counted as it comes out", async () => {
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024, " "));
  expect(bomb.byteLength).toBeLessThan(100_000);
  const patient = prhAt({ ...pace, limit: 30_000 });
  stub.answer(ordinary, { status: 200, headers, body: bomb });
  expect(await patient.lookUp(ordinary)).toEqual(refusal("registryBadAnswer"));
  stub.answer(ordinary, { status: 200, headers, body: gzipSync(company) });
  expect(await patient.lookUp(ordinary)).toMatchObject({ ok: true });
});

test("text that is no UTF-8 is not guessed at; a mark of byte order is no text", async () => {
  stub.answer(ordinary, { status: 200, body: Buffer.from(company.replace("}}", '},"x":"Äiti"}'), "latin1") });
  expect(await prh.lookUp(ordinary)).toEqual(refusal("registryBadAnswer"));
  stub.answer(ordinary, { status: 200, body: `\uFEFF${company}` });
  expect(await prh.lookUp(ordinary)).toMatchObject({ ok: true });
});

const source = (pathless: string): Source => ({ name: "loopback", base: () => pathless, accept: "*/*", pace });

test.each([
  ["an endless body", (response: http.ServerResponse) => endless(response), "registryBadAnswer"],
  ["a body that stops half way", (response: http.ServerResponse) => response.write('{"half"'), "registryUnavailable"],
  [
    "a connection that breaks",
    (response: http.ServerResponse) => response.write("{", () => response.destroy()),
    "registryUnavailable",
  ],
])("%s ends in time", async (_, write, problem) => {
  const server = http.createServer((_request, response) => write(response.writeHead(200)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const began = Date.now();
  const answer = await ask({ ...source(`http://127.0.0.1:${port}`), pace: { ...pace, limit: 3_000 } }, "/");
  expect(answer).toEqual(refusal(problem));
  expect(Date.now() - began).toBeLessThan(3_500);
  server.closeAllConnections();
  server.close();
});

function endless(response: http.ServerResponse) {
  const more = () => {
    while (!response.destroyed && response.write(" ".repeat(64 * 1024)));
  };
  response.on("drain", more);
  more();
}

const busy = (retryAfter?: string) => ({
  status: 429,
  body: "Too many requests",
  headers: { "content-type": "text/plain", ...(retryAfter !== undefined && { "retry-after": retryAfter }) },
});

test("whoever waits has a busy register asked once more; a check in the background has not", async () => {
  stub.answer(ordinary, busy(), { status: 200, body: company });
  expect(await prh.lookUp(ordinary, true)).toMatchObject({ ok: true });
  expect(stub.requests).toHaveLength(2);
  stub.answer("310401536", { status: 503 }, { status: 404 });
  expect(await brreg.lookUp("310401536")).toEqual(refusal("registryBusy"));
  expect(stub.requests).toHaveLength(3);
});

test("a register that stays busy is left in peace for ten seconds, and others are asked meanwhile", async () => {
  expect(await prh.lookUp("9101507-1", true)).toEqual(refusal("registryBusy"));
  expect(stub.requests).toHaveLength(2);
  const again = await prh.lookUp(ordinary);
  expect(again).toEqual({ ok: false, problem: "registryBusy", retryAfter: 10 });
  expect(stub.requests).toHaveLength(2);
  expect(await brreg.lookUp("310400084")).toMatchObject({ ok: true });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_100 });
  expect(await prh.lookUp(ordinary)).toMatchObject({ ok: true });
  vi.useRealTimers();
});

test.each([
  ["120", 120],
  [new Date(Date.now() + 600_000).toUTCString(), 600],
  ["999999999", 3600],
])("Retry-After %s is heeded: nobody asks before", async (retryAfter, seconds) => {
  stub.answer(ordinary, busy(retryAfter));
  const answer = await prh.lookUp(ordinary, true);
  expect(answer).toMatchObject(refusal("registryBusy"));
  expect(Math.abs((("retryAfter" in answer && answer.retryAfter) || 0) - seconds)).toBeLessThan(15);
  expect(await prh.lookUp("9100137-4", true)).toMatchObject(refusal("registryBusy"));
  expect(stub.requests).toHaveLength(1);
});

test.each(["soon", "-5", "0", "Thu, 01 Jan 1970 00:00:00 GMT", ""])("Retry-After “%s” says nothing", async (text) => {
  stub.answer(ordinary, busy(text));
  expect(await prh.lookUp(ordinary)).toEqual(refusal("registryBusy"));
});
