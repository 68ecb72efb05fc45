import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { SubqueryWithSelection } from "drizzle-orm/pg-core";
import { decode, encode } from "next-auth/jwt";
import { db } from "@/db/client";
import { companies, employees, profiles, sessions, settings } from "@/db/schema/index";
import { anyOf } from "@/lib/any-of";
import { type Facts, record } from "./audit";
import { isBusy } from "./busy";
import { networkOf } from "./network";
import { Viewer, type ViewerFacts } from "./viewer";

/** A session ends after 8 hours without a click and 7 days after signing in, whichever is first. */
const idleHours = 8;
const longestDays = 7;

const secret = () => {
  const value = process.env.AUTH_SECRET;
  if (!value) throw new Error("AUTH_SECRET is missing");
  return value;
};

const hashOf = (sessionId: string) => createHash("sha256").update(sessionId).digest("hex");

/** How the person showed who they are. */
type Method = (typeof sessions.$inferSelect)["method"];

export type Device = { ip: string | null; userAgent: string | null };

/** Opens a session. @returns the cookie's value: an encrypted token that holds nothing but the session's id. */
export async function startSession(employeeId: number, method: Method, device: Device): Promise<string> {
  const sessionId = randomBytes(32).toString("base64url");
  await db.transaction(async (tx) => {
    await tx.insert(sessions).values({
      idHash: hashOf(sessionId),
      employeeId,
      method,
      ip: device.ip,
      userAgent: device.userAgent?.slice(0, 300) ?? null,
      idleUntil: sql`now() + ${`${idleHours} hours`}::interval`,
      endsAt: sql`now() + ${`${longestDays} days`}::interval`,
    });
    await logSession(tx, employeeId, "session.started", { network: networkOf(device.ip), facts: { method } });
  });
  return encode({ token: { sid: sessionId }, secret: secret(), maxAge: longestDays * 24 * 3600 });
}

/**
 * Who stands behind a cookie: read from the database every time, so that a changed right counts at the next click.
 * @param ip the client's address, of which the security log keeps the network
 */
export async function viewerOf(cookie: string | undefined, ip: string | null = null): Promise<Viewer | null> {
  const hash = await sessionHashOf(cookie);
  return hash ? viewerAt(hash, networkOf(ip)) : null;
}

/** Whoever asked, as they are now; null when their session has ended. */
export const viewerAgain = ({ facts }: Viewer): Promise<Viewer | null> => viewerAt(facts.sessionHash, facts.network);

async function viewerAt(hash: string, network: string | null): Promise<Viewer | null> {
  const found = await viewerBehind(
    db
      .select({
        employeeId: sql<number>`${sessions.employeeId}`.as("employee_id"),
        key: sql<string>`${sessions.idHash}`.as("key"),
        isStale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`.as("is_stale"),
        viewAsId: sql<number | null>`${sessions.viewAsId}`.as("view_as_id"),
      })
      .from(sessions)
      .where(and(eq(sessions.idHash, hash), gt(sessions.idleUntil, sql`now()`), gt(sessions.endsAt, sql`now()`)))
      .as("opened"),
    network,
  );
  if (found?.isStale) await touch(hash);
  if (!found?.viewAsId) return found?.viewer ?? null;
  const viewing = await viewedAs(found.viewer, found.viewAsId, hash);
  if (!viewing) await stopViewing(found.viewer, found.viewAsId);
  return viewing ?? found.viewer;
}

/** The register with another person's eyes, in one's own language: for those with the right, and nobody who holds more. */
async function viewedAs(real: Viewer, employeeId: number, hash: string): Promise<Viewer | null> {
  if (!real.can("viewAs")) return null;
  const [other] = await viewersOf([employeeId]);
  if (!other || !real.covers(other)) return null;
  const { locale, theme, shortcuts, name, network } = real.facts;
  const viewedBy = { employeeId: real.employeeId, name };
  return Viewer.of({ ...other.facts, locale, theme, shortcuts, viewedBy, network, sessionHash: hash });
}

/** What opens the door for a person, such as a session: its hash, and whether its last use should be noted again. */
type Opened = SubqueryWithSelection<
  {
    employeeId: SQL.Aliased<number>;
    key: SQL.Aliased<string>;
    isStale: SQL.Aliased<boolean>;
    viewAsId: SQL.Aliased<number | null>;
  },
  "opened"
>;

/** The person behind a session, or behind another secret of theirs (feeds.ts). Whoever has left is nobody. */
export async function viewerBehind(opened: Opened, network: string | null = null) {
  const [found] = await viewerFacts(opened).where(isNull(employees.deactivatedAt));
  if (!found) return null;
  const { isStale, viewAsId } = found;
  return { viewer: viewerFrom(found, network), isStale, viewAsId: viewAsId === null ? null : Number(viewAsId) };
}

/** Active employees as viewers, to tell what each of them sees. Nobody acts through them. One statement. */
export async function viewersOf(employeeIds: readonly number[]): Promise<Viewer[]> {
  const found = await viewerFacts(
    db
      .select({
        employeeId: sql<number>`${employees.id}`.as("employee_id"),
        key: sql<string>`''`.as("key"),
        isStale: sql<boolean>`false`.as("is_stale"),
        viewAsId: sql<number | null>`null::bigint`.as("view_as_id"),
      })
      .from(employees)
      .where(anyOf(employees.id, employeeIds))
      .as("opened"),
  ).where(isNull(employees.deactivatedAt));
  return found.map((person) => viewerFrom(person, null));
}

type Found = Awaited<ReturnType<typeof viewerFacts>>[number];

function viewerFrom(found: Found, network: string | null): Viewer {
  const { key, grants, reach, isStale: _stale, viewAsId: _viewAs, ...facts } = found;
  return Viewer.of({
    ...facts,
    grants: grants ?? {},
    reach: (reach ?? []) as ViewerFacts["reach"],
    sessionHash: key,
    network,
    viewedBy: null,
  });
}

async function sessionHashOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie || cookie.length > 4096) return null;
  const token = await decode({ token: cookie, secret: secret() }).catch(() => null);
  return typeof token?.sid === "string" ? hashOf(token.sid) : null;
}

function viewerFacts(opened: Opened) {
  return db
    .select({
      key: opened.key,
      isStale: opened.isStale,
      viewAsId: opened.viewAsId,
      employeeId: employees.id,
      companyId: employees.companyId,
      companyName: companies.name,
      companyInUse: sql<boolean>`${companies.disabledAt} is null`,
      country: companies.country,
      name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
      email: employees.email,
      locale: employees.locale,
      theme: employees.theme,
      shortcuts: employees.shortcuts,
      keyFigures: employees.keyFigures,
      profile: { builtIn: profiles.builtIn, name: profiles.name },
      grants: profiles.grants,
      reach: profiles.reach,
      soldGroups: sql<number[]>`case when ${employees.isSeller} then array(
        select s.group_id from group_sellers s join groups g on g.id = s.group_id and g.deleted_at is null
        where s.employee_id = ${employees.id}) else '{}' end`.mapWith(numbers),
      teamMates: sql<number[]>`array(
        select ${employees.id} union
        select mate.employee_id from employee_teams mine join employee_teams mate using (team_id)
        where mine.employee_id = ${employees.id})`.mapWith(numbers),
      showOtherCompanies: settings.showOtherCompanies,
      maskOtherCompanies: settings.maskOtherCompanies,
      shareAddresses: settings.shareAddresses,
      shareStructure: settings.shareStructure,
      listedUnits: settings.listedUnits,
      ownValues: sql<boolean>`('multiCompany' = any(${settings.features}) and exists (
        select from customer_companies k
        where k.company_id = ${employees.companyId} and (k.owner_id is not null or k.number is not null)))`,
      features: settings.features,
      integrations: settings.integrations,
      registers: settings.registers,
      organisationName: settings.organisationName,
      timeZone: settings.timeZone,
      currency: settings.currency,
      today: sql<string>`to_char(now() at time zone ${settings.timeZone}, 'YYYY-MM-DD')`,
    })
    .from(opened)
    .innerJoin(employees, eq(employees.id, opened.employeeId))
    .innerJoin(companies, eq(companies.id, employees.companyId))
    .innerJoin(settings, eq(settings.id, 1))
    .leftJoin(profiles, eq(profiles.id, employees.profileId))
    .$dynamic();
}

const numbers = (value: unknown): number[] => (value as unknown[]).map(Number);

/** Whoever only reads is not kept from it by a database that takes no changes. */
async function touch(idHash: string): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()`, idleUntil: sql`now() + ${`${idleHours} hours`}::interval` })
    .where(eq(sessions.idHash, idHash))
    .catch((error) => {
      if (!isBusy(error)) throw error;
    });
}

/** Back to one's own eyes. */
export async function endViewing(viewer: Viewer): Promise<void> {
  if (viewer.facts.viewedBy) await stopViewing(viewer, viewer.employeeId);
}

/** For good: a right that comes back does not open somebody else’s eyes by itself. Two requests at once end it once. */
async function stopViewing({ actorId, facts }: Viewer, viewedId: number): Promise<void> {
  await db.transaction(async (tx) => {
    const isThis = and(eq(sessions.idHash, facts.sessionHash), eq(sessions.viewAsId, viewedId));
    const ended = await tx
      .update(sessions)
      .set({ viewAsId: null })
      .where(isThis)
      .returning({ id: sessions.employeeId });
    if (ended.length)
      await logSession(tx, actorId, "session.viewEnded", { subjectId: viewedId, network: facts.network });
  });
}

/** Ends the session behind a cookie at once, whatever the cookie's own age. */
export async function endSession(cookie: string | undefined, ip: string | null = null): Promise<void> {
  const hash = await sessionHashOf(cookie);
  if (!hash) return;
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .delete(sessions)
      .where(eq(sessions.idHash, hash))
      .returning({ employeeId: sessions.employeeId });
    if (ended) await logSession(tx, ended.employeeId, "session.ended", { network: networkOf(ip) });
  });
}

const logSession = (
  tx: Pick<typeof db, "insert">,
  actorId: number,
  action: string,
  { subjectId = actorId, ...more }: { subjectId?: number; network: string | null; facts?: Facts },
) =>
  record(tx, {
    actorId,
    action,
    source: "web",
    subject: "employees",
    subjectId,
    subjectVersion: null,
    changes: [],
    ...more,
  });
