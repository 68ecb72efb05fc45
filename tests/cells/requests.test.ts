import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { App } from "../setup/app";
import { freePort, Server } from "../setup/server";
import { actionIds, callOf, raw, signedIn, slowly } from "./requesting";
import { strangeRequests } from "./strange-requests";

/** Requests as the internet sends them, to the product as it is started. */
const app = new App("requests");
let base = "";
let cookie = "";
let other: pg.Client;

beforeAll(async () => {
  base = await app.freshFor("requests");
  other = new pg.Client(app.databaseUrl);
  await other.connect();
  cookie = await signedIn(base, "maija");
});
afterAll(async () => {
  await other.end();
  await app.stop();
});

const ask = (path: string, { headers, ...more }: RequestInit = {}) =>
  fetch(base + path, { redirect: "manual", ...more, headers: { cookie, ...headers } });

/** Rows, and the newest transaction that wrote one, of every table but those that keep the time of a visit. */
async function stateOfData(): Promise<unknown> {
  const { rows } = await other.query(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
  );
  const counts = rows
    .filter(({ name }) => !/^(jobs|sessions)$/.test(name))
    .map(({ name }) => `select '${name}' as name, count(*), max(xmin::text::bigint) from "${name}"`);
  return (await other.query(`${counts.join(" union all ")} order by 1`)).rows;
}

const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
const foreign: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
  { origin: "http://127.0.0.1:1" },
  { origin: "not an address" },
  { "sec-fetch-site": "same-site" },
];

describe("posts from elsewhere", () => {
  test("no action runs for them, whatever they say of themselves, and nothing changes", async () => {
    const { rows } = await other.query("select min(id) as id from customers");
    const fields = { id: String(rows[0].id), locale: "sv", theme: "dark", name: "Elsewhere" };
    const before = await stateOfData();
    for (const [at, [name, id]] of Object.entries(actionIds()).entries()) {
      // In the short form the ways take turns.
      for (const headers of isLong ? foreign : foreign.slice(at % foreign.length).slice(0, 1)) {
        const answer = await ask("/account", {
          method: "POST",
          headers: { ...headers, "next-action": id },
          body: callOf(fields),
        });
        expect(answer.status, `${name} ${JSON.stringify(headers)}`).toBe(403);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
    expect(await stateOfData()).toEqual(before);
  });

  test("no upload is taken from them, and a person reads why in their language", async () => {
    const before = await stateOfData();
    for (const path of ["/api/files?customer=1", "/api/imports", "/api/vcards?customer=1"]) {
      for (const headers of foreign) {
        const body = new FormData();
        body.set("file", new File(["Nimi\nFoo Oy\n"], "a.csv"));
        expect((await ask(path, { method: "POST", headers, body })).status, path).toBe(403);
      }
    }
    expect(await stateOfData()).toEqual(before);
    const read = await ask("/customers", {
      method: "POST",
      headers: { origin: "https://evil.example", accept: "text/html", "accept-language": "fi", cookie: "" },
    });
    expect(await read.text()).toContain("Lomake ei tullut tästä palvelusta");
  });

  test("the same post from our own page is carried out", async () => {
    const id = actionIds()["app/(register)/account/actions.ts savePreferences"] ?? "";
    const body = callOf({ theme: "dark", shortcuts: "on", locale: "en" }, []);
    const answer = await ask("/account", { method: "POST", headers: { origin: base, "next-action": id }, body });
    expect(answer.ok || answer.status === 303).toBe(true);
    const { rows } = await other.query("select theme from employees where email = 'maija@demo.example'");
    expect(rows).toEqual([{ theme: "dark" }]);
  });
});

describe("headers", () => {
  const protection = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "content-security-policy": expect.stringMatching(/frame-ancestors 'none'|sandbox/),
  };
  const filePolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
  const posted: RequestInit = { method: "POST", body: new FormData() };
  const answers: [path: string, status: number, request?: () => RequestInit][] = [
    ["/", 200],
    ["/customers", 200],
    ["/customers", 200, () => ({ headers: { rsc: "1" }, redirect: "follow" })],
    ["/customers", 307, () => ({ headers: { cookie: "" } })],
    ["/sign-in", 200, () => ({ headers: { cookie: "" } })],
    ["/nowhere", 404],
    ["/customers/999999", 404],
    ["/api/nowhere", 404],
    ["/customers/export?format=csv", 200],
    ["/customers/export", 200],
    ["/customers/import/template", 200],
    ["/api/files/999999", 404],
    ["/api/files/1", 307, () => ({ headers: { cookie: "" } })],
    ["/api/customers/number?value=1", 200],
    ["/api/health/live", 200],
    ["/api/health/ready", 200],
    ["/api/calendar/none.ics", 404],
    ["/api/auth/session", 404],
    ["/favicon.ico", 200],
    ["/favicon.svg", 200],
    ["/_next/static/none.js", 404],
    ["/_next/image?url=%2Ffavicon.svg&w=64&q=75", 404],
    ["/api/imports", 403, () => posted],
    ["/api/imports", 303, () => ({ ...posted, headers: { origin: base } })],
    ["/api/imports", 405],
    ["/customers", 405, () => ({ method: "PUT" })],
    ["/%E0%A4%A", 400],
    ["/customers", 409, () => ({ ...posted, headers: { origin: base, "next-action": "0".repeat(42) } })],
    [
      "/customers",
      413,
      () => ({ method: "POST", headers: { origin: base, accept: "text/html" }, body: Buffer.alloc(2 ** 20 + 1) }),
    ],
  ];

  test.each(answers)("of %s (%i)", async (path, status, request) => {
    const answer = await ask(path, request?.());
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(protection);
    const isFile = /\/(export|template)/.test(path);
    expect(answer.headers.has("content-disposition")).toBe(isFile);
    if (isFile) expect(answer.headers.get("content-security-policy")).toBe(filePolicy);
    expect(answer.headers.get("x-powered-by")).toBeNull();
    expect(answer.headers.get("cache-control")).toMatch(path.startsWith("/favicon") ? /public/ : /no-store/);
    await answer.bytes();
  });

  test("in words, where somebody mistyped an address", async () => {
    const answer = await ask("/%E0%A4%A", { headers: { accept: "text/html" } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/<h1[^>]*>[^<]+<\/h1>/);
  });

  test("of a chunk of the program, which has no source map", async () => {
    const page = await (await ask("/customers")).text();
    const chunks = [...page.matchAll(/\/_next\/static\/[\w./-]+\.(?:js|css)/g)].map(([chunk]) => chunk);
    for (const chunk of new Set(chunks)) {
      const answer = await ask(chunk);
      expect(Object.fromEntries(answer.headers)).toMatchObject(protection);
      expect(answer.headers.get("cache-control")).toContain("immutable");
      expect(await answer.text()).not.toContain("sourceMappingURL");
      expect((await ask(`${chunk}.map`)).status).toBe(404);
    }
    expect(chunks.length).toBeGreaterThan(3);
  });

  test("signing out clears what the browser kept; the cookie is ours alone and small", async () => {
    const ours = await signedIn(base, "aino");
    const id = actionIds()["app/sign-in/actions.ts signOut"] ?? "";
    const headers = { origin: base, "next-action": id, cookie: ours };
    const answer = await fetch(`${base}/`, { method: "POST", redirect: "manual", headers, body: callOf({}, []) });
    expect(answer.headers.get("clear-site-data")).toBe('"cache", "storage"');
    expect(answer.headers.getSetCookie().join()).toMatch(/kumppani=;.*Path=\/;.*HttpOnly; SameSite=lax/i);
    expect(ours.length).toBeLessThan(4096);
    expect((await ask("/", { headers: { cookie: ours } })).status).toBe(307);
  });
});

describe("strange requests", () => {
  test.each(strangeRequests)("%s", async (_, statuses, bytes) => {
    const { status, text } = await raw(base, bytes({ base, cookie }), 1_000);
    expect(statuses).toContain(status);
    expect(text).not.toContain("nonce-evil");
    expect(text).not.toMatch(/\.next-test|node_modules|webpack/);
  });

  test("the server has lived through all of it", async () => {
    const asked = performance.now();
    expect((await ask("/api/health/live")).status).toBe(200);
    expect(performance.now() - asked).toBeLessThan(1_000);
  });
});

describe("health", () => {
  test("says yes or no and nothing else; a schema that is not the program's is no", async () => {
    expect(await (await ask("/api/health/live")).text()).toBe("ok\n");
    expect(await (await ask("/api/health/ready")).text()).toBe("ready\n");
    await other.query("update drizzle.__drizzle_migrations set created_at = created_at + 1");
    const answer = await ask("/api/health/ready");
    expect([answer.status, await answer.text(), answer.headers.get("retry-after")]).toEqual([503, "not ready\n", "5"]);
    expect((await ask("/api/health/live")).status).toBe(200);
    await other.query("update drizzle.__drizzle_migrations set created_at = created_at - 1");
    expect((await ask("/api/health/ready")).status).toBe(200);
  });
});

describe("a register that is busy", () => {
  test("a row that others hold: the form says so within five seconds and keeps what was typed", async () => {
    const { rows } = await other.query("select id, version, country from customers where archived_at is null limit 1");
    await other.query("begin");
    await other.query("select 1 from customers where id = $1 for update", [rows[0].id]);
    const began = performance.now();
    const answer = await ask(`/customers/${rows[0].id}`, {
      method: "POST",
      headers: { origin: base, "next-action": actionIds()["app/(register)/customers/actions.ts saveCustomer"] ?? "" },
      body: callOf({ id: String(rows[0].id), version: String(rows[0].version), description: "Typed with care" }),
    });
    const text = await answer.text();
    await other.query("rollback");
    expect(performance.now() - began).toBeLessThan(5_500);
    expect(text).toContain("The register is busy");
    expect(text).toContain("Typed with care");
  });

  test("no answer, and then no connection: every page says so, after five seconds at most each, and goes on", async () => {
    await other.query("begin");
    await other.query("lock table sessions in access exclusive mode");
    const began = performance.now();
    const asked = Array.from({ length: 13 }, () => ask("/customers", { headers: { accept: "text/html" } }));
    await Promise.all(asked.slice(0, 10));
    expect(performance.now() - began).toBeLessThan(5_500);
    await Promise.all(asked);
    expect(performance.now() - began).toBeLessThan(10_000);
    const answers = await Promise.all(asked);
    await other.query("rollback");
    for (const answer of answers) {
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(await answer.text()).toContain("The register is busy");
    }
    await wait(200);
    expect((await ask("/customers")).status).toBe(200);
  });
});

test("told to end, the server finishes what it has begun, takes nothing new, and ends with 0", async () => {
  const server = await serverWith({});
  const { rows } = await other.query("select min(id) as id from customers where archived_at is null");
  const body =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="late.csv"\r\n\r\nNimi\nLate Oy\n\r\n--x--\r\n';
  const lines = [
    "Content-Type: multipart/form-data; boundary=x",
    `Content-Length: ${body.length}`,
    `Cookie: ${cookie}`,
  ];
  const head = [
    `POST /api/files?customer=${rows[0].id} HTTP/1.1`,
    `Host: ${new URL(server.address).host}`,
    `Origin: ${server.address}`,
    ...lines,
  ];
  const { promise, send } = slowly(server.address, `${head.join("\r\n")}\r\n\r\n${body.slice(0, 80)}`);
  await wait(300);
  const ended = server.stop("SIGTERM");
  await wait(300);
  await expect(fetch(`${server.address}/api/health/live`)).rejects.toThrow();
  send(body.slice(80));
  expect((await promise).text).toMatch(/^HTTP\/1\.1 303[\s\S]*connection: close/i);
  expect(await ended).toBe(0);
  expect((await other.query("select 1 from files where name = 'late.csv'")).rowCount).toBe(1);
});

test("under an https address everything is bound to it: origin, cookie, and the browser's next visits", async () => {
  const origin = "https://kumppani.example";
  const server = await serverWith({ PUBLIC_URL: origin });
  const own = `__Host-${cookie}`;
  const page = await fetch(`${server.address}/customers`, { headers: { cookie: own } });
  expect(page.status).toBe(200);
  expect(page.headers.get("strict-transport-security")).toMatch(/^max-age=31536000/);
  expect(page.headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
  const signOut = actionIds()["app/sign-in/actions.ts signOut"] ?? "";
  const leave = (headers: Record<string, string>) =>
    fetch(server.address, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: own, "next-action": signOut, ...headers },
      body: callOf({}, []),
    });
  expect((await leave({ origin: server.address })).status).toBe(403);
  expect((await leave({ origin: "http://kumppani.example" })).status).toBe(403);
  const left = await leave({ origin });
  expect(left.headers.getSetCookie().join()).toMatch(/__Host-kumppani=;.*Path=\/;.*Secure; HttpOnly; SameSite=lax/i);
  await server.stop();
});

/** A second process on the same register. */
const serverWith = async (settings: Record<string, string>) =>
  new Server("requests", await freePort(), { DATABASE_URL: app.databaseUrl, ...settings }).start();
