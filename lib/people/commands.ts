import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import {
  calendarFeeds,
  companies,
  employees,
  employeeTeams,
  profiles,
  sessions,
  setUpTokens,
  teams as teamsTable,
} from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import { viewersOf } from "@/lib/access/sessions";
import { tokenHashOf } from "@/lib/access/sign-in";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid, type Problems } from "@/lib/errors";
import { inputOf, noInput } from "@/lib/fields";
import { personFields } from "./fields";
import { isInRank, isTeamOffered, mayLetIn } from "./rules";

type Employee = typeof employees.$inferSelect;

const linkDays = 7;
const anybody = () => undefined;

/** A new person of a company. They sign in by a link that `makeSignInLink` gives; until then they have no password. */
export const invitePerson = command({
  may: "people",
  on: companies,
  among: () => isNull(companies.disabledAt),
  subject: employees,
  log: "person.invited",
  input: inputOf(personFields).omit({ companyId: true }).required({ firstName: true, lastName: true, email: true }),
  async run({ viewer, tx, row: company, change }, input) {
    const { firstName, lastName, email, profileId = null, teams = [], isSeller = false } = input;
    await checkReferences(tx, viewer, { profileId, teams }, { companyId: company.id, profileId: null, teams: [] });
    const [person] = await tx
      .insert(employees)
      .values({ firstName, lastName, email, profileId, isSeller, companyId: company.id })
      .returning({ id: employees.id });
    if (!person) throw new Error("no person");
    await writeTeams(tx, person.id, teams);
    if (teams.length) change("teams", [], teams);
    return { id: person.id };
  },
});

/** Changes what the form sends. Rights, company and teams count from the person's next click. */
export const updatePerson = command({
  may: "people",
  on: employees,
  among: anybody,
  log: "person.updated",
  input: inputOf(personFields),
  async run({ viewer, tx, row, change }, { teams, ...given }) {
    await checkRank(tx, viewer, row);
    const isOwn = row.id === viewer.employeeId;
    const rights = ["companyId", "profileId", "isSeller"] as const;
    if (isOwn && (teams || rights.some((field) => given[field] !== undefined && given[field] !== row[field]))) {
      throw new Invalid({ profileId: { key: "ownRights" } });
    }
    const before = teams ? await teamsOf(tx, row.id) : [];
    await checkReferences(tx, viewer, { ...given, teams }, { ...row, teams: before });
    if (given.profileId !== undefined && given.profileId !== row.profileId)
      await checkSomebodyLeft(tx, row.id, given.profileId);
    const { companyId, ...rest } = given;
    await tx
      .update(employees)
      .set({ ...rest, ...(companyId && { companyId }), version: row.version + 1 })
      .where(eq(employees.id, row.id));
    if (teams) {
      await tx.delete(employeeTeams).where(eq(employeeTeams.employeeId, row.id));
      await writeTeams(tx, row.id, teams);
      if (before.join() !== teams.toSorted((a, b) => a - b).join()) change("teams", before, teams);
    }
    return { id: row.id };
  },
});

type Work = (tx: Transaction, viewer: Viewer, row: Employee) => Promise<unknown>;

/** What is done to a person without a form, by those who hold as much. */
const doneTo = (log: string, work: Work, among: () => SQL | undefined = anybody) =>
  command({
    may: "people",
    on: employees,
    among,
    log,
    input: noInput,
    async run({ viewer, tx, row }) {
      await checkRank(tx, viewer, row);
      await work(tx, viewer, row);
      return { id: row.id };
    },
  });

/** Signed out everywhere at once and for good, until brought back. What the person answers for stays as it is. */
export const deactivatePerson = doneTo("person.deactivated", async (tx, viewer, row) => {
  if (row.id === viewer.employeeId) throw new Invalid({ "": { key: "ownRights" } });
  await checkSomebodyLeft(tx, row.id, null);
  await tx
    .update(employees)
    .set({ deactivatedAt: row.deactivatedAt ?? new Date(), version: row.version + 1 })
    .where(eq(employees.id, row.id));
  await tx.delete(sessions).where(eq(sessions.employeeId, row.id));
  await tx.delete(setUpTokens).where(eq(setUpTokens.employeeId, row.id));
  await tx.delete(calendarFeeds).where(eq(calendarFeeds.employeeId, row.id));
});

export const reactivatePerson = doneTo("person.reactivated", (tx, _viewer, row) =>
  tx
    .update(employees)
    .set({ deactivatedAt: null, version: row.version + 1 })
    .where(eq(employees.id, row.id)),
);

/** Signs a person out everywhere; they may sign in again. One’s own session of the moment stays. */
export const endSessions = doneTo("person.sessionsEnded", (tx, viewer, row) =>
  tx.delete(sessions).where(and(eq(sessions.employeeId, row.id), ne(sessions.idHash, viewer.facts.sessionHash))),
);

/** Takes an account at the identity provider away from a person, with the sessions it opened. */
export const unlinkProvider = doneTo(
  "person.providerUnlinked",
  async (tx, _viewer, row) => {
    await tx
      .update(employees)
      .set({ oidcSubject: null, version: row.version + 1 })
      .where(eq(employees.id, row.id));
    await tx.delete(sessions).where(and(eq(sessions.employeeId, row.id), eq(sessions.method, "oidc")));
  },
  () => isNotNull(employees.oidcSubject),
);

/**
 * A link by which the person chooses a password, good once and for a week; an earlier one stops working.
 * @returns the link's token, of which only the hash is kept: post it without a form key, which would keep the result
 */
export const makeSignInLink = command({
  may: "people",
  on: employees,
  among: () => isNull(employees.deactivatedAt),
  log: "person.linkMade",
  input: noInput,
  async run({ viewer, tx, row }) {
    await checkRank(tx, viewer, row);
    const token = randomBytes(32).toString("base64url");
    await tx.delete(setUpTokens).where(eq(setUpTokens.employeeId, row.id));
    const expiresAt = sql`now() + make_interval(days => ${linkDays})`;
    await tx
      .insert(setUpTokens)
      .values({ tokenHash: tokenHashOf(token), purpose: "password", employeeId: row.id, expiresAt });
    return { id: row.id, token };
  },
});

/** Somebody who holds more than oneself is out of one's hands. */
async function checkRank(tx: Transaction, viewer: Viewer, { id, companyId, profileId }: Employee) {
  if (id === viewer.employeeId || profileId === null) return;
  const [profile] = await tx.select().from(profiles).where(eq(profiles.id, profileId));
  if (profile && !isInRank(viewer, { ...profile, companyId })) throw new Invalid({ "": { key: "holdsMore" } });
}

type Given = { companyId?: number | null; profileId?: number | null; teams?: number[] };
type Held = { companyId: number; profileId: number | null; teams: number[] };

/**
 * Companies, profiles and teams that are not there, and profiles that would give more, in the person's company and teams,
 * than whoever hands them out holds.
 * @param held what the person has had so far
 */
async function checkReferences(tx: Transaction, viewer: Viewer, given: Given, held: Held) {
  const problems: Problems = {};
  const { companyId = held.companyId, profileId = held.profileId } = given;
  const inUse = and(eq(companies.id, companyId ?? 0), isNull(companies.disabledAt));
  const isOpen = companyId === held.companyId || (await tx.$count(companies, inUse)) > 0;
  if (companyId === null || !isOpen) problems.companyId = { key: "chooseOption" };
  else if (profileId !== null && (companyId !== held.companyId || profileId !== held.profileId)) {
    const [profile] = await tx.select().from(profiles).where(eq(profiles.id, profileId));
    if (!profile) problems.profileId = { key: "chooseOption" };
    else if (!isInRank(viewer, { ...profile, companyId })) problems.profileId = { key: "grantsMore" };
  }
  if (given.teams?.length) {
    const chosen = await tx.select().from(teamsTable).where(inArray(teamsTable.id, given.teams));
    const open = chosen.filter((team) => held.teams.includes(team.id) || isTeamOffered(viewer, team));
    if (open.length < given.teams.length) problems.teams = { key: "chooseOption" };
  }
  if (Object.keys(problems).length) throw new Invalid(problems);
}

/** The last one who may let people in keeps that right. */
async function checkSomebodyLeft(tx: Transaction, employeeId: number, profileId: number | null) {
  const active = await tx
    .select({ id: employees.id, profileId: employees.profileId })
    .from(employees)
    .where(isNull(employees.deactivatedAt))
    .for("update");
  const known = new Map((await tx.select().from(profiles)).map((profile) => [profile.id, profile]));
  const letsIn = (id: number | null) => {
    const profile = id === null ? undefined : known.get(id);
    return profile ? mayLetIn(profile) : false;
  };
  const left = active.some((one) => letsIn(one.id === employeeId ? profileId : one.profileId));
  if (!left) throw new Invalid({ "": { key: "lastAdministrator" } });
}

async function teamsOf(tx: Transaction, employeeId: number): Promise<number[]> {
  const rows = await tx
    .select({ teamId: employeeTeams.teamId })
    .from(employeeTeams)
    .where(eq(employeeTeams.employeeId, employeeId))
    .orderBy(employeeTeams.teamId);
  return rows.map(({ teamId }) => teamId);
}

async function writeTeams(tx: Transaction, employeeId: number, chosen: number[]) {
  if (chosen.length) await tx.insert(employeeTeams).values(chosen.map((teamId) => ({ employeeId, teamId })));
}

/**
 * The register with this person's eyes, until one stops: what they may see and nothing else, and nothing can be changed.
 * The log names both.
 */
export const startViewing = command({
  may: "viewAs",
  on: employees,
  among: () => isNull(employees.deactivatedAt),
  log: "session.viewStarted",
  input: noInput,
  async run({ viewer, tx, row }) {
    if (row.id === viewer.employeeId) throw new Invalid({ "": { key: "chooseOption" } });
    const [person] = await viewersOf([row.id]);
    if (!person || !viewer.covers(person)) throw new Invalid({ "": { key: "holdsMore" } });
    await tx.update(sessions).set({ viewAsId: row.id }).where(eq(sessions.idHash, viewer.facts.sessionHash));
    return { id: row.id };
  },
});
