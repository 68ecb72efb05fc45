import { EventEmitter } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Busy, isBusy } from "@/lib/access/busy";
import { exportTurn, isExport } from "@/lib/cli/export-turns.mjs";
import { isOwnOrigin } from "@/lib/own-origin";
import { uploadOf } from "@/lib/uploads";

describe("whether a post comes from our own pages", () => {
  const judge = (headers: Record<string, string>, settings = {}) => isOwnOrigin((name) => headers[name], settings);
  const host = "kumppani.example";
  const published = { PUBLIC_URL: "https://kumppani.example/" };
  const behind = { TRUSTED_PROXIES: "1" };

  test("by the host that was asked", () => {
    expect(judge({ host, origin: `http://${host}` })).toBe(true);
    expect(judge({ host, origin: `https://${host}` })).toBe(true);
    for (const origin of ["null", "evil", `http://${host}:81`, `http://a.${host}`, `http://${host}.evil.example`]) {
      expect(judge({ host, origin }), origin).toBe(false);
    }
  });

  test("by the browser's own word where it sends no origin", () => {
    expect(judge({ host, "sec-fetch-site": "same-origin" })).toBe(true);
    for (const site of ["same-site", "cross-site", "none", ""])
      expect(judge({ host, "sec-fetch-site": site })).toBe(false);
    expect(judge({ host })).toBe(false);
    expect(judge({ host, origin: "http://evil.example", "sec-fetch-site": "same-origin" })).toBe(false);
  });

  test("by the public address where there is one, scheme and all, whatever host is named", () => {
    expect(judge({ host: "10.0.0.1:3000", origin: `https://${host}` }, published)).toBe(true);
    expect(judge({ host, origin: `http://${host}` }, published)).toBe(false);
    const evil = { host: "evil.example", "x-forwarded-host": "evil.example", origin: "https://evil.example" };
    expect(judge(evil, { ...published, ...behind })).toBe(false);
  });

  test("by the host that a proxy names, where we know that there is one", () => {
    const forwarded = { host: "10.0.0.1:3000", "x-forwarded-host": host, origin: `https://${host}` };
    expect(judge(forwarded, behind)).toBe(true);
    expect(judge(forwarded)).toBe(false);
    expect(judge({ ...forwarded, "x-forwarded-host": `evil.example, ${host}` }, behind)).toBe(true);
    expect(judge({ ...forwarded, "x-forwarded-host": `${host}, evil.example` }, behind)).toBe(false);
  });
});

describe("what is busy and what is broken", () => {
  const failed = (cause: object, message = "Failed query") =>
    new Error(message, { cause: Object.assign(new Error("cause"), cause) });

  test.each(["57014", "57P01", "57P03", "53300", "55P03", "08006", "ECONNREFUSED", "ECONNRESET"])(
    "%s is busy",
    (code) => {
      expect(isBusy(failed({ code }))).toBe(true);
    },
  );

  test.each([
    "timeout exceeded when trying to connect",
    "Query read timeout",
    "Connection terminated unexpectedly",
    "connect ENOENT /tmp/.s.PGSQL.5432",
  ])("“%s” is busy", (message) => {
    expect(isBusy(failed({ message }))).toBe(true);
    expect(isBusy(new Busy())).toBe(true);
  });

  test("a mistake of ours is not", () => {
    for (const code of ["42P01", "23505", "22021", "ENOENT", undefined]) expect(isBusy(failed({ code }))).toBe(false);
    expect(isBusy("57014")).toBe(false);
    expect(isBusy(null)).toBe(false);
  });
});

describe("exports", () => {
  const ended: EventEmitter[] = [];
  const begin = (session: string) => {
    const response = new EventEmitter();
    ended.push(response);
    return { response, turn: exportTurn({ headers: { cookie: session } }, response) };
  };
  afterEach(() => {
    for (const response of ended.splice(0)) response.emit("close");
    vi.useRealTimers();
  });

  test("two run at once, the third begins when one of them has ended", async () => {
    const [first, second, third] = [begin("a"), begin("b"), begin("c")];
    expect(await Promise.all([first.turn, second.turn])).toEqual([true, true]);
    expect(await Promise.race([third.turn, Promise.resolve("waits")])).toBe("waits");
    first.response.emit("close");
    expect(await third.turn).toBe(true);
  });

  test("one session has one at a time, and is not in the way of others", async () => {
    const [mine, again, theirs] = [begin("a"), begin("a"), begin("b")];
    expect(await Promise.all([mine.turn, theirs.turn])).toEqual([true, true]);
    mine.response.emit("close");
    expect(await again.turn).toBe(true);
  });

  test("whoever waits for more than five seconds is told to come back, and leaves no place taken", async () => {
    vi.useFakeTimers();
    const [first, second] = [begin("a"), begin("a")];
    await first.turn;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await second.turn).toBe(false);
    for (const { response } of [first, second]) response.emit("close");
    expect(await begin("a").turn).toBe(true);
  });

  test("are known by their address", () => {
    expect(["/customers/export", "/groups/1/export?format=csv"].every((url) => isExport({ url }))).toBe(true);
    expect(["/customers?q=/export", "/exports", "/customers/import"].some((url) => isExport({ url }))).toBe(false);
  });
});

describe("an upload that is read whole", () => {
  const most = 1024 * 1024;
  const send = async (fields: Record<string, string | File>, headers = {}, cut = 0) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const wrapped = new Response(form);
    const bytes = (await wrapped.bytes()).slice(0, -cut || undefined);
    const type = wrapped.headers.get("content-type") ?? "";
    const usual = { "content-type": type, "content-length": String(bytes.length) };
    const read = await uploadOf(
      new Request("http://x/", { method: "POST", body: bytes, headers: { ...usual, ...headers } }),
      most,
    );
    return read.ok ? read.value : read.problem.key;
  };
  const file = new File(["Nimi"], "a.csv");

  test("has its name, its bytes and the other fields", async () => {
    expect(await send({ stage: "active", file })).toMatchObject({ name: "a.csv", fields: { stage: "active" } });
  });

  test("has the length and the hash that were promised", async () => {
    expect(await send({ file }, { "content-length": "9999" })).toBe("fileIncomplete");
    expect(await send({ sha256: "0".repeat(64), file })).toBe("fileIncomplete");
    expect(await send({ file }, {}, 10)).toBe("fileIncomplete");
  });

  test("is no larger than it may be, and no hiding place for other things", async () => {
    expect(await send({ file: new File([new Uint8Array(most + 1)], "a.csv") })).toBe("fileTooBig");
    expect(await send({ file }, { "content-length": String(300 * most) })).toBe("fileTooBig");
    expect(await send({ long: "x".repeat(65 * 1024), file })).toBe("fileIncomplete");
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`field${at}`, "x"]));
    expect(await send({ ...many, file })).toBe("fileIncomplete");
    expect(await send({ file: "no file" })).toBe("fileEmpty");
  });
});
