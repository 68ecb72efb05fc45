import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { Busy } from "./access/busy";
import { endSession, viewerOf } from "./access/sessions";
import type { Locale, Viewer } from "./access/viewer";
import { localeFrom } from "./locale/choice";
import { isOwnOrigin as isOwn } from "./own-origin";
import { paths } from "./paths";
import { tellFront } from "./server-front";

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
  const { ip } = await currentDevice();
  try {
    return { ok: true, viewer: await viewerOf(cookie, ip) };
  } catch (error) {
    console.error("sessions cannot be read:", error);
    tellFront("isBusy");
    return { ok: false, viewer: null };
  }
});

export async function maybeViewer(): Promise<Viewer | null> {
  return (await sessionsAnswer()).viewer;
}

/**
 * Who asks. Somebody not signed in is sent to the sign-in page and comes back here afterwards.
 * @throws Busy when sessions cannot be read
 */
export const currentViewer = cache(async (): Promise<Viewer> => {
  const { ok, viewer } = await sessionsAnswer();
  if (viewer) return viewer;
  if (!ok) throw new Busy();
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
  await endSession(jar.get(sessionCookie)?.value, (await currentDevice()).ip);
  jar.delete({ name: sessionCookie, ...cookieOptions });
  tellFront("hasSignedOut");
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

/** Whether a form was posted from our own pages. */
export async function isOwnRequest(): Promise<boolean> {
  return isOwnOrigin(await headers());
}

export const isOwnOrigin = (list: { get(name: string): string | null }): boolean => isOwn((name) => list.get(name));

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
