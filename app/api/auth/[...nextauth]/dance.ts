import { cookies } from "next/headers";
import { NextRequest, NextResponse } from "next/server";
import NextAuth, { type AuthOptions } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Claims } from "@/lib/access/provider-sign-in";
import type { IdentityProvider } from "@/lib/identity-provider";
import { paths } from "@/lib/paths";
import { cookieNamed, cookieOptions, safeReturn } from "@/lib/session";

// next-auth dances with the provider (state, PKCE, nonce, tokens) and does nothing else: sessions and errors are ours.

const cookie = (part: string) => ({ name: cookieNamed(`kumppani-oidc-${part}`), options: cookieOptions });
const danceCookies = {
  csrfToken: cookie("csrf"),
  callbackUrl: cookie("return"),
  state: cookie("state"),
  pkceCodeVerifier: cookie("pkce"),
  nonce: cookie("nonce"),
  // Never set: next-auth gets no further than the claims.
  sessionToken: cookie("session"),
};

/** Where the provider asks people who they are; null when it does not answer. */
export async function wayToProvider(provider: IdentityProvider, returnTo: string): Promise<string | null> {
  await forgetDance();
  const options = optionsFor(provider);
  const { csrfToken } = await (await ask(options, "csrf")).json();
  const answer = await ask(options, "signin/oidc", { csrfToken, callbackUrl: returnTo });
  return answer.cookies.has(danceCookies.state.name) ? answer.headers.get("location") : null;
}

/** What the provider says of whoever comes back; null unless it is a whole and signed answer to what was asked here. */
export async function claimsOf(provider: IdentityProvider, request: NextRequest): Promise<Claims | null> {
  let claims: Claims | null = null;
  const options = optionsFor(provider, (given) => {
    claims = given;
  });
  await NextAuth(options)(request, contextOf("callback/oidc"));
  return claims;
}

/** Whether this browser was sent to the provider from here, a quarter of an hour ago at most. */
export async function isExpected(): Promise<boolean> {
  return (await cookies()).has(danceCookies.state.name);
}

/** Where the person was going when they were sent to the provider. */
export async function placeToReturnTo(): Promise<string> {
  return safeReturn((await cookies()).get(danceCookies.callbackUrl.name)?.value);
}

/** What was asked before no longer counts: an answer is taken once. */
export async function forgetDance(): Promise<void> {
  const jar = await cookies();
  for (const { name, options } of Object.values(danceCookies)) jar.delete({ name, ...options });
}

/** Lets next-auth answer a request of ours, and keeps its cookies. It wants its own proof that a post is ours. */
async function ask(options: AuthOptions, step: string, form?: Record<string, string>): Promise<NextResponse> {
  const post = form && { method: "POST", body: new URLSearchParams(form) };
  const request = new NextRequest(new URL(paths.providerStep(step), process.env.PUBLIC_URL), post);
  const { body, headers }: Response = await NextAuth(options)(request, contextOf(step));
  const answer = new NextResponse(body, { headers });
  const jar = await cookies();
  for (const one of answer.cookies.getAll()) jar.set(one);
  return answer;
}

const contextOf = (step: string) => ({ params: Promise.resolve({ nextauth: step.split("/") }) });

function optionsFor(provider: IdentityProvider, onClaims: (claims: Claims) => void = () => {}): AuthOptions {
  // The only way to tell next-auth where it is.
  process.env.NEXTAUTH_URL = new URL(paths.providerStep(""), process.env.PUBLIC_URL).href;
  return {
    secret: process.env.AUTH_SECRET,
    cookies: danceCookies,
    providers: [clientOf(provider)],
    callbacks: {
      redirect: ({ url }) => safeReturn(url),
      signIn({ profile }) {
        onClaims(profile as unknown as Claims);
        // A refusal to go on: no session of next-auth's is made.
        return false;
      },
    },
    logger: { error: logFailure, warn: logFailure, debug() {} },
  };
}

const clientOf = ({ issuer, clientId, clientSecret, name }: IdentityProvider): OAuthConfig<Claims> => ({
  id: "oidc",
  name,
  type: "oauth",
  wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
  clientId,
  clientSecret,
  authorization: { params: { scope: "openid email" } },
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  httpOptions: { timeout: 10_000 },
  userinfo: {
    /** The signed claims; many providers give the e-mail address only when asked for it with the access token. */
    async request({ tokens, client }) {
      const given = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>;
      const signed = given.claims();
      const isWhole = signed.email !== undefined || !client.issuer.metadata.userinfo_endpoint;
      return isWhole ? signed : { ...(await client.userinfo(given)), ...signed };
    },
  },
  profile: ({ sub }) => ({ id: sub }),
});

/** Only what went wrong: the rest of an error may hold the tokens. */
function logFailure(code: string, given?: Error | { error?: Error }): void {
  const error = given instanceof Error ? given : given?.error;
  console.warn(`sign-in with the identity provider: ${code} ${JSON.stringify(error?.message ?? "")}`);
}
