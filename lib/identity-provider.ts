/** The organisation's identity provider (OpenID Connect), as the environment names it. */
export type IdentityProvider = {
  /** Exactly as in its tokens. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it. */
  name: string;
  /** Nobody signs in with a password. */
  isOnlyWay: boolean;
};

const needed = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "PUBLIC_URL"] as const;
const wishes = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME", "OIDC_ONLY"] as const;

/**
 * The provider people may sign in with; null where they only have passwords.
 * @throws Error that says what the environment lacks, for whoever starts the server
 */
export function identityProvider(env: NodeJS.Dict<string> = process.env): IdentityProvider | null {
  if (!wishes.some((name) => env[name])) return null;
  const missing = needed.filter((name) => !env[name]);
  if (missing.length) {
    throw new Error(`sign-in with an identity provider needs ${needed.join(", ")}. Missing: ${missing.join(", ")}.`);
  }
  const { OIDC_ISSUER: issuer = "", OIDC_CLIENT_ID: clientId = "", OIDC_CLIENT_SECRET: clientSecret = "" } = env;
  if (!isSafe(issuer)) throw new Error("OIDC_ISSUER has to be an https address.");
  if (!URL.canParse(env.PUBLIC_URL ?? ""))
    throw new Error("PUBLIC_URL has to be an address such as https://crm.example.");
  return {
    issuer,
    clientId,
    clientSecret,
    name: env.OIDC_NAME || new URL(issuer).host,
    isOnlyWay: env.OIDC_ONLY === "1",
  };
}

/** What people call the provider behind an issuer; its host where it is no longer the one in use. */
export function providerName(issuer: string): string {
  const current = identityProvider();
  return issuer === current?.issuer ? current.name : (URL.parse(issuer)?.host ?? issuer);
}

/** Without https only on this machine: who signs in would be decided by whoever sits in between. */
function isSafe(issuer: string): boolean {
  const address = URL.parse(issuer);
  if (!address || address.search || address.hash) return false;
  return address.protocol === "https:" || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(issuer);
}
