type Header = string | null | undefined;

/**
 * Whether a post comes from our own pages. Browsers send Origin with every post; without it only the browser's own word
 * that the request is same-origin counts. Our address is PUBLIC_URL, else the host that was asked: behind proxies the
 * one they name, as others could name any.
 * @param header the value of a request header, by its name in small letters
 */
export function isOwnOrigin(
  header: (name: string) => Header,
  settings: Record<string, string | undefined> = process.env,
): boolean {
  const origin = header("origin");
  if (!origin) return header("sec-fetch-site") === "same-origin";
  if (!URL.canParse(origin)) return false;
  if (settings.PUBLIC_URL) return origin === new URL(settings.PUBLIC_URL).origin;
  const named = Number(settings.TRUSTED_PROXIES ?? 0) > 0 && header("x-forwarded-host")?.split(",").at(-1)?.trim();
  return new URL(origin).host === (named || header("host"));
}
