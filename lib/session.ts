import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { endSession, viewerOf } from "./access/sessions";
import type { Locale, Viewer } from "./access/viewer";
import { localeFrom } from "./locale/choice";
import { paths } from "./paths";

/** The only reader of the request: its cookies, its headers, who asks and in which language. */
const secure = (process.env.PUBLIC_URL ?? "").startsWith("https:");
const sessionCookie = cookieNamed("kumppani");
const localeCookie = "kumppani-locale";

/** Ours alone: no script reads it, no other site posts with it, over https no other host can set it. */
export const cookieOptions = { httpOnly: true, sameSite: "lax", secure, path: "/" } as const;

export function cookieNamed(name: string): string {
  return secure ? `__Host-${name}` : name;
}

/** Whether sessions can be read at all, and who asks. The one place that survives a database that does not answer. */
export const sessionsAnswer = cache(async (): Promise<{ ok: boolean; viewer: Viewer | null }> => {
  const cookie = (await cookies()).get(sessionCookie)?.value;
  try {
    return { ok: true, viewer: await viewerOf(cookie) };
  } catch (error) {
    console.error("sessions cannot be read:", error);
    return { ok: false, viewer: null };
  }
});

export async function maybeViewer(): Promise<Viewer | null> {
  return (await sessionsAnswer()).viewer;
}

/** Who asks. Somebody not signed in is sent to the sign-in page and comes back here afterwards. */
export const currentViewer = cache(async (): Promise<Viewer> => {
  const viewer = await maybeViewer();
  if (viewer) return viewer;
  const here = (await headers()).get("x-here");
  redirect(paths.signIn(here && here !== "/" ? here : undefined));
});

/** The person's choice, else the choice of this browser, else the browser's language, else English. */
export const currentLocale = cache(async (): Promise<Locale> => {
  const viewer = await maybeViewer();
  if (viewer?.facts.locale) return viewer.facts.locale;
  return localeFrom((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
});

export async function keepLocale(locale: Locale): Promise<void> {
  (await cookies()).set(localeCookie, locale, { ...cookieOptions, maxAge: 365 * 24 * 3600 });
}

export async function keepSession(cookie: string): Promise<void> {
  (await cookies()).set(sessionCookie, cookie, cookieOptions);
}

export async function dropSession(): Promise<void> {
  const jar = await cookies();
  await endSession(jar.get(sessionCookie)?.value);
  jar.delete({ name: sessionCookie, ...cookieOptions });
}

/** Where the request comes from. Forwarded addresses count only behind a known number of proxies. */
export async function currentDevice(): Promise<{ ip: string | null; userAgent: string | null }> {
  const list = await headers();
  const hops = Number(process.env.TRUSTED_PROXIES ?? 0);
  const forwarded = (list.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  return {
    ip: (hops > 0 && forwarded.at(-hops)) || list.get("x-client-address") || null,
    userAgent: list.get("user-agent"),
  };
}

/**
 * Whether a post comes from our own pages. Browsers send Origin with every post; without it only the browser's own
 * word that the request is same-origin counts. An address under PUBLIC_URL wins over the Host header.
 */
export async function isOwnRequest(): Promise<boolean> {
  const list = await headers();
  return isOwnOrigin(list);
}

export function isOwnOrigin(list: Headers | { get(name: string): string | null }): boolean {
  const origin = list.get("origin");
  if (!origin) return list.get("sec-fetch-site") === "same-origin";
  const own = process.env.PUBLIC_URL ? new URL(process.env.PUBLIC_URL).host : list.get("host");
  return URL.canParse(origin) && new URL(origin).host === own;
}

/** The page a form was posted from: where a choice that only changes how things look goes back to. */
export async function pageOfThePost(): Promise<string> {
  const referer = (await headers()).get("referer") ?? "";
  if (!URL.canParse(referer)) return paths.home();
  const { pathname, search } = new URL(referer);
  return safeReturn(pathname + search);
}

/** An address of ours to return to, or the start page: never another site's. */
export function safeReturn(address: unknown): string {
  if (typeof address !== "string" || !/^\/(?![/\\])[^\p{Cc}\\]*$/u.test(address)) return paths.home();
  return address;
}

/** The whole address of a page, to be copied and handed over: as PUBLIC_URL says, else as this browser came. */
export async function addressOf(path: string): Promise<string> {
  const list = await headers();
  const base =
    process.env.PUBLIC_URL || `${list.get("x-forwarded-proto") ?? "http"}://${list.get("host") ?? "localhost"}`;
  return new URL(path, base).href;
}
