import type { APIRequestContext } from "@playwright/test";
import { App } from "../setup/app";
import { OidcProvider } from "../setup/oidc-provider";
import { expect } from "./fixtures";
import { aino, environment, execute, test } from "./provider";

// What the provider answers is forged here in every way. No page is looked at, so once without a browser is enough.

const start = (returnTo = "/account") => `/api/auth/signin/oidc?returnTo=${encodeURIComponent(returnTo)}`;
const refused = /\/sign-in\?(returnTo=[^&]*&)?refused=refused$/;

/** Where a browser ends up that begins the dance and follows every redirect. */
async function danced(request: APIRequestContext, returnTo?: string): Promise<string> {
  return (await request.get(start(returnTo))).url();
}

const now = Math.floor(Date.now() / 1000);
const other = new OidcProvider().otherKey;
const twists: Record<string, OidcProvider["twist"]> = {
  "another nonce": { claims: (claims) => ({ ...claims, nonce: "guessed" }) },
  "no nonce": { claims: ({ nonce: _, ...claims }) => claims },
  "another issuer": { claims: (claims) => ({ ...claims, iss: "https://evil.example" }) },
  "another audience": { claims: (claims) => ({ ...claims, aud: "another-client" }) },
  "several audiences": { claims: (claims) => ({ ...claims, aud: ["kumppani", "another"], azp: "another" }) },
  "its time over": { claims: (claims) => ({ ...claims, iat: now - 900, exp: now - 600 }) },
  "no end": { claims: ({ exp: _, ...claims }) => claims },
  "no subject": { claims: ({ sub: _, ...claims }) => claims },
  "another key": { key: other },
  "no signature": { algorithm: "none" },
  "an e-mail address that is not verified": { claims: (claims) => ({ ...claims, email_verified: false }) },
};
for (const [name, twist] of Object.entries(twists)) {
  test(`the dance refuses a token with ${name}`, async ({ request, provider, app }) => {
    provider.twist = twist;
    expect(await danced(request)).toMatch(refused);
    expect((await request.get("/account", { maxRedirects: 0 })).status()).toBe(307);
    const { rows } = await execute(app, "select count from login_failures");
    expect(rows).toEqual([{ count: 1 }]);
    provider.twist = {};
    expect(await danced(request)).toMatch(/\/account$/);
  });
}

test("the dance refuses who was denied by the provider, and who is deactivated here", async ({
  request,
  provider,
  app,
}) => {
  provider.person = null;
  expect(await danced(request)).toMatch(refused);
  provider.person = aino;
  expect(await danced(request)).toMatch(/\/account$/);
  await execute(app, "update employees set deactivated_at = now() where email = 'aino@demo.example'");
  expect(await danced(request)).toMatch(refused);
  await execute(app, "update employees set deactivated_at = null where email = 'aino@demo.example'");
});

test("the dance asks for the e-mail address where the token does not bring it", async ({ request, provider }) => {
  const { sub, ...rest } = aino;
  Object.assign(provider, { person: { sub }, asked: { ...rest, sub: "another" } });
  expect(await danced(request)).toMatch(refused);
  Object.assign(provider, { asked: rest });
  expect(await danced(request)).toMatch(/\/account$/);
});

test("the dance takes an answer once, in the browser that asked, with the state it asked with", async ({
  request,
  playwright,
  baseURL,
}) => {
  const backFrom = async (browser: APIRequestContext) => {
    const sent = await browser.get(start(), { maxRedirects: 0 });
    const came = await browser.get(sent.headers().location ?? "", { maxRedirects: 0 });
    return new URL(came.headers().location ?? "");
  };
  const stranger = await playwright.request.newContext({ baseURL });
  const mine = await backFrom(request);
  expect((await stranger.get(mine.href)).url()).toMatch(refused);
  const theirs = await backFrom(stranger);
  const mixed = new URL(theirs);
  mixed.searchParams.set("state", mine.searchParams.get("state") ?? "");
  expect((await request.get(mixed.href)).url()).toMatch(refused);
  const swapped = await backFrom(request);
  swapped.searchParams.set("state", "guessed");
  expect((await request.get(swapped.href)).url()).toMatch(refused);
  const good = await backFrom(request);
  expect((await request.get(good.href)).url()).toMatch(/\/account$/);
  expect((await stranger.get(good.href)).url()).toMatch(refused);
  await stranger.dispose();
});

test("the dance keeps to https where the product does", async ({ request, provider }, info) => {
  const secured = () => ({ ...environment(provider, "https://crm.example"), OIDC_NAME: "" });
  const app = new App(`secured_${info.workerIndex}`, secured);
  const sent = await request.get((await app.freshFor(info.file)) + start("/account"), { maxRedirects: 0 });
  const way = new URL(sent.headers().location ?? "");
  expect(Object.fromEntries(way.searchParams)).toMatchObject({
    redirect_uri: "https://crm.example/api/auth/callback/oidc",
    client_id: "kumppani",
    response_type: "code",
    scope: "openid email",
    code_challenge_method: "S256",
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  const kept = sent.headersArray().filter(({ name, value }) => name === "set-cookie" && !value.includes("1970"));
  expect(kept.map(({ value }) => value.split("=")[0]?.split("-").at(-1)).sort()).toEqual([
    "csrf",
    "nonce",
    "pkce",
    "return",
    "state",
  ]);
  for (const { value } of kept) {
    expect(value).toMatch(/^__Host-kumppani-oidc-/);
    for (const flag of ["Path=/", "Secure", "HttpOnly", "SameSite=lax"]) expect(value, flag).toContain(flag);
  }
  await app.stop();
});

test("the dance leads to pages of ours only, and begins only here", async ({ request }) => {
  const own = await danced(request, "/customers?q=a%20b&country=FI");
  expect(own).toMatch(/\/customers\?q=a%20b&country=FI$/);
  for (const evil of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\tx", ""]) {
    expect(new URL(await danced(request, evil)).pathname, evil).toBe("/");
  }
  const pushed = await request.get(start("/x"), { headers: { "sec-fetch-site": "cross-site" }, maxRedirects: 0 });
  expect(pushed.headers()).toMatchObject({ location: "/sign-in?returnTo=%2Fx" });
  expect(pushed.headers()["set-cookie"]).toBeUndefined();
});

test("the dance is the only thing that answers under its address", async ({ request, baseURL }) => {
  const headers = { origin: baseURL ?? "" };
  const steps = ["session", "providers", "csrf", "signin", "signout", "error", "verify-request", "_log", "callback"];
  const further = ["signin/google", "signin/oidc/x", "callback/oidc/x", "callback/credentials", "signin/OIDC"];
  for (const step of [...steps, ...further]) {
    expect((await request.get(`/api/auth/${step}`)).status(), `GET ${step}`).toBe(404);
    expect((await request.post(`/api/auth/${step}`, { form: {}, headers })).status(), `POST ${step}`).toBe(404);
  }
  for (const step of ["signin/oidc", "callback/oidc"]) {
    expect((await request.post(`/api/auth/${step}`, { form: {}, headers })).status(), `POST ${step}`).toBe(404);
  }
});

test("the dance makes an address wait after twenty failures", async ({ request, provider }) => {
  provider.person = null;
  for (let attempt = 0; attempt < 20; attempt++) expect(await danced(request)).toMatch(refused);
  const waiting = await request.get(start());
  expect(waiting.url()).toContain("refused=wait");
  expect(await waiting.text()).toMatch(/Wait \d minutes? and try again/);
});

test("the dance says when the provider does not answer", async ({ request, provider }) => {
  const { port } = new URL(provider.issuer);
  await provider.stop();
  const silent = await request.get(start());
  await provider.start(Number(port));
  expect(await silent.text()).toContain("Pohjanranta ID does not answer right now");
  expect(await danced(request)).toMatch(/\/account$/);
});
