import fs from "node:fs";
import path from "node:path";
import { expect, test } from "./fixtures";

const built = (file: string) =>
  JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, "../../.next-test", file), "utf8"));

type Reference = { exportedName: string; filename: string };

test("every answer carries the headers that protect the reader", async ({ request }) => {
  for (const address of ["/sign-in", "/nowhere", "/api/health/live", "/api/nowhere", "/_next/static/nothing.js"]) {
    const { headers } = { headers: (await request.get(address, { maxRedirects: 0 })).headers() };
    expect(headers["x-content-type-options"], address).toBe("nosniff");
    expect(headers["referrer-policy"], address).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"], address).toBe("same-origin");
    expect(headers["x-powered-by"], address).toBeUndefined();
  }
  const policy = (await request.get("/sign-in")).headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
  expect(policy).not.toContain("unsafe-inline");
});

test("without an identity provider nothing answers under its address", async ({ request, baseURL }) => {
  for (const step of ["signin/oidc", "callback/oidc?code=1&state=1", "session", "providers", "csrf", "signout"]) {
    expect((await request.get(`/api/auth/${step}`)).status(), step).toBe(404);
    expect(
      (await request.post(`/api/auth/${step}`, { form: {}, headers: { origin: baseURL ?? "" } })).status(),
      step,
    ).toBe(404);
  }
  const page = await (await request.get("/sign-in?refused=refused")).text();
  expect(page).not.toContain("/api/auth");
  expect(page).not.toContain('role="alert"');
});

test("a form posted from a foreign page, or from nowhere, changes nothing", async ({ request, baseURL }) => {
  const actionId = Object.entries<Reference>(built("server/server-reference-manifest.json").node).find(
    ([, one]) => one.exportedName === "enter",
  )?.[0];
  const post = (headers: Record<string, string>) =>
    request.post("/sign-in", {
      headers,
      multipart: { [`$ACTION_ID_${actionId}`]: "", email: "aino@demo.example", password: "only-for-tests" },
      maxRedirects: 0,
    });
  const foreign: Record<string, string>[] = [{ origin: "https://evil.example" }, { origin: "null" }, {}];
  for (const headers of foreign) {
    const answer = await post(headers);
    expect(answer.headers()["set-cookie"] ?? "", JSON.stringify(headers)).not.toContain("kumppani=");
  }
  expect(baseURL).toBeTruthy();
});
