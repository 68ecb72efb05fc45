import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { signInByProvider } from "@/lib/access/provider-sign-in";
import { waitAtAddress } from "@/lib/access/throttle";
import { type IdentityProvider, identityProvider } from "@/lib/identity-provider";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentDevice, keepSession, safeReturn } from "@/lib/session";
import { claimsOf, forgetDance, isExpected, placeToReturnTo, wayToProvider } from "./dance";

/** The two steps of signing in with the identity provider. Whatever else next-auth could answer is not there. */
export async function GET(request: NextRequest, { params }: RouteContext<"/api/auth/[...nextauth]">): Promise<never> {
  const provider = identityProvider();
  const step = (await params).nextauth.join("/");
  if (!provider || request.method !== "GET") absent();
  if (step === "signin/oidc") return leave(provider, request);
  if (step === "callback/oidc") return arrive(provider, request);
  absent();
}

export async function POST(): Promise<never> {
  absent();
}

/**
 * To the provider. A link leads here and no form: `form-action 'self'` stops browsers from following a form to another
 * site. Other sites may not send people off.
 */
async function leave(provider: IdentityProvider, { headers, nextUrl }: NextRequest): Promise<never> {
  const returnTo = safeReturn(nextUrl.searchParams.get("returnTo"));
  if (/^(cross|same)-site$/.test(headers.get("sec-fetch-site") ?? "")) redirect(paths.signIn(returnTo));
  await refuseWhileThrottled(returnTo);
  redirect((await wayToProvider(provider, returnTo)) ?? paths.signIn(returnTo, "silent"));
}

/** Back from the provider. What nobody here was waiting for is not counted: other sites could make it up. */
async function arrive(provider: IdentityProvider, request: NextRequest): Promise<never> {
  const returnTo = await placeToReturnTo();
  await refuseWhileThrottled(returnTo);
  if (!(await isExpected())) redirect(paths.signIn(returnTo, "refused"));
  const claims = await claimsOf(provider, request);
  await forgetDance();
  const outcome = await signInByProvider(provider, claims, await currentDevice());
  if (!outcome.ok) redirect(paths.signIn(returnTo, "refused"));
  await keepSession(outcome.cookie);
  redirect(returnTo);
}

async function refuseWhileThrottled(returnTo: string): Promise<void> {
  const { ip } = await currentDevice();
  if ((await waitAtAddress(ip ?? "unknown")) > 0) redirect(paths.signIn(returnTo, "wait"));
}
