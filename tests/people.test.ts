import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { employees, events, eventValues, profiles, sessions, setUpTokens, teams } from "@/db/schema/index";
import type { Grants, Reach } from "@/lib/access/permissions";
import type { Values } from "@/lib/access/post";
import { startSession, viewerOf } from "@/lib/access/sessions";
import { setUpOf, takeSetUp } from "@/lib/access/sign-in";
import type { Viewer } from "@/lib/access/viewer";
import { updateSellers } from "@/lib/groups/commands";
import {
  deactivatePerson,
  endSessions,
  invitePerson,
  makeSignInLink,
  reactivatePerson,
  updatePerson,
} from "@/lib/people/commands";
import { peopleFilter } from "@/lib/people/filter";
import { getPerson, listPeople, personChoices } from "@/lib/people/queries";
import { type Cast, cast, signedIn } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const device = { ip: null, userAgent: null };

let we: Cast;
/** Manages people, but reaches only the customers of the own company. */
let clerk: Viewer;
const profileIds: Record<string, number> = {};
let team: number;

beforeAll(async () => {
  we = await cast();
  const [profile] = await db
    .insert(profiles)
    .values({ name: "Toimisto", grants: { customers: "edit", people: "yes" }, reach: ["company"] })
    .returning();
  await db.update(employees).set({ profileId: profile?.id }).where(eq(employees.id, we.world.people.eetu));
  clerk = await signedIn(we.world.people.eetu);
  team = (await db.select().from(teams))[0]?.id ?? 0;
  for (const { id, builtIn, name } of await db.select().from(profiles)) profileIds[builtIn ?? name ?? ""] = id;
});

const profileOf = async (name: string, grants: Grants, reach: Reach[]): Promise<number> => {
  const [profile] = await db
    .insert(profiles)
    .values({ name, grants: grants as Record<string, string>, reach })
    .returning();
  return profile?.id ?? 0;
};

const invited = { firstName: "Uusi", lastName: "Hallakorpi" };
async function invite(viewer: Viewer, values: Values) {
  return invitePerson(viewer, { id: viewer.facts.companyId, ...invited, ...values });
}
async function made(values: Values): Promise<number> {
  const outcome = await invite(we.maija, values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

describe("a person", () => {
  test("is invited, signs in by a link that is good once, and works with the rights given", async () => {
    const id = await made({ email: "Uusi@firma.example", profileId: String(profileIds.seller), isSeller: "on" });
    expect(await getPerson(we.maija, id)).toMatchObject({ email: "uusi@firma.example", isInvited: true });
    const link = await makeSignInLink(we.maija, { id });
    const token = link.ok ? (link.result as unknown as { token: string }).token : "";
    expect(JSON.stringify(await db.select().from(setUpTokens))).not.toContain(token);
    expect(await setUpOf(token)).toMatchObject({ purpose: "password", employeeId: id });
    const entered = await takeSetUp(token, "Hallakuura-2026", null, device);
    expect(await viewerOf(entered.ok ? entered.cookie : "")).toMatchObject({ facts: { employeeId: id } });
    expect(await setUpOf(token)).toBeNull();
    expect((await viewerOf(entered.ok ? entered.cookie : ""))?.can("customers.edit")).toBe(true);
  });

  test("is refused without a name, with a taken address or with things that are not there", async () => {
    expect(await invite(we.maija, { email: "x", firstName: "" })).toMatchObject({
      ok: false,
      problems: { email: { key: "email" }, firstName: { key: "required" } },
    });
    const taken = we.aino.facts.email.toUpperCase();
    expect(await invite(we.maija, { email: taken })).toMatchObject({
      ok: false,
      problems: { email: { key: "taken" } },
    });
    const nowhere = { email: "b@firma.example", profileId: "999", teams: ["999"] };
    expect(await invite(we.maija, nowhere)).toMatchObject({
      ok: false,
      problems: { profileId: { key: "chooseOption" }, teams: { key: "chooseOption" } },
    });
  });

  test("that is deactivated is out at the next click, and can come back", async () => {
    const cookie = await startSession(we.world.people.karin, "password", device);
    expect(await viewerOf(cookie)).not.toBeNull();
    expect(await deactivatePerson(we.maija, { id: we.world.people.karin })).toMatchObject({ ok: true });
    expect(await viewerOf(cookie)).toBeNull();
    const gone = await listPeople(we.maija, peopleFilter({ inactive: "1", q: "åsry" }), "fi");
    expect(gone.map(({ id }) => id)).toEqual([we.world.people.karin]);
    expect(await reactivatePerson(we.maija, { id: we.world.people.karin })).toMatchObject({ ok: true });
    expect(await viewerOf(await startSession(we.world.people.karin, "password", device))).not.toBeNull();
  });

  test("can be signed out everywhere", async () => {
    await startSession(we.world.people.ebba, "password", device);
    expect(await endSessions(we.maija, { id: we.world.people.ebba })).toMatchObject({ ok: true });
    expect(await db.$count(sessions, eq(sessions.employeeId, we.world.people.ebba))).toBe(0);
  });

  test("changes, and every change of rights stands in the log", async () => {
    const id = await made({ email: "log@firma.example" });
    await updatePerson(we.maija, {
      id,
      profileId: String(profileIds.employee),
      teams: ["", String(team)],
    });
    const lines = await db
      .select({ field: eventValues.field, after: eventValues.after })
      .from(events)
      .innerJoin(eventValues, eq(eventValues.eventId, events.id))
      .where(eq(events.action, "person.updated"));
    expect(lines).toContainEqual({ field: "profileId", after: profileIds.employee });
    expect(lines).toContainEqual({ field: "teams", after: [team] });
  });
});

describe("nobody", () => {
  test("changes their own rights or shuts themselves out", async () => {
    const id = we.maija.employeeId;
    expect(await updatePerson(we.maija, { id, profileId: String(profileIds.manager) })).toMatchObject({
      problems: { profileId: { key: "ownRights" } },
    });
    expect(await deactivatePerson(we.maija, { id })).toMatchObject({ problems: { "": { key: "ownRights" } } });
    expect(await updatePerson(we.maija, { id, firstName: "Maija-Liisa" })).toMatchObject({ ok: true });
  });

  test("hands out more than they hold, or rules over somebody who holds more", async () => {
    const administrator = { email: "c@firma.example", profileId: String(profileIds.administrator) };
    expect(await invite(clerk, administrator)).toMatchObject({ problems: { profileId: { key: "grantsMore" } } });
    const here = await done(invitePerson, clerk, { id: clerk.facts.companyId, ...invited, email: "h@firma.example" });
    expect(await updatePerson(clerk, { id: here, profileId: administrator.profileId })).toMatchObject({
      problems: { profileId: { key: "grantsMore" } },
    });
    for (const door of [deactivatePerson, endSessions, makeSignInLink, updatePerson, reactivatePerson]) {
      expect(await door(clerk, { id: we.maija.employeeId })).toMatchObject({ problems: { "": { key: "holdsMore" } } });
    }
  });

  test("places people where their own rights end, or takes over somebody there", async () => {
    const { oy, ab } = we.world.companies;
    const company = await profileOf("Oma yhtiö", { customers: "read" }, ["company"]);
    const rights = { profileId: String(company) };
    const there = await invite(clerk, { id: ab, email: "e@firma.example", ...rights });
    expect(there).toMatchObject({ problems: { profileId: { key: "grantsMore" } } });
    const here = await done(invitePerson, clerk, { id: oy, ...invited, email: "f@firma.example", ...rights });
    expect(await updatePerson(clerk, { id: here, companyId: String(ab) })).toMatchObject({
      problems: { profileId: { key: "grantsMore" } },
    });
    const stranger = await done(invitePerson, we.maija, { id: ab, ...invited, email: "g@firma.example", ...rights });
    for (const door of [makeSignInLink, endSessions, deactivatePerson, updatePerson]) {
      expect(await door(clerk, { id: stranger })).toMatchObject({ problems: { "": { key: "holdsMore" } } });
    }
    const [stockholm] = await db.select().from(teams).where(eq(teams.companyId, ab));
    expect(await updatePerson(clerk, { id: here, teams: ["", String(stockholm?.id)] })).toMatchObject({
      problems: { teams: { key: "chooseOption" } },
    });
    const choices = await personChoices(clerk, []);
    expect([choices.companies.map(({ id }) => id), choices.teams.map(({ id }) => id)]).toEqual([[oy], [team]]);
    expect(choices.profiles.map(({ id }) => id)).not.toContain(profileIds.administrator);
  });

  test("sells a group by their own hand, where groups decide what they see", async () => {
    const sellers = await profileOf("Ryhmien hoitaja", { customers: "edit", groups: "yes" }, ["groups"]);
    await db.update(employees).set({ profileId: sellers }).where(eq(employees.id, we.world.people.ebba));
    const ebba = await signedIn(we.world.people.ebba);
    const { zorg } = we.world.groups;
    const [eetu, own] = [String(we.world.people.eetu), String(ebba.employeeId)];
    expect(await updateSellers(ebba, { id: zorg, sellers: ["", own] })).toMatchObject({
      problems: { sellers: { key: "ownRights" } },
    });
    expect(await updateSellers(ebba, { id: zorg, sellers: ["", eetu] })).toMatchObject({ ok: true });
  });

  test("takes the last administrator away", async () => {
    const id = await made({ email: "second@firma.example", profileId: String(profileIds.administrator) });
    const second = await signedIn(id);
    expect(await deactivatePerson(second, { id: we.maija.employeeId })).toMatchObject({ ok: true });
    await reactivatePerson(second, { id: we.maija.employeeId });
    await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, id));
    const demoted = { id: we.maija.employeeId, profileId: String(profileIds.manager) };
    expect(await updatePerson(second, demoted)).toMatchObject({ problems: { "": { key: "lastAdministrator" } } });
  });

  test("without the right finds any of this", async () => {
    await expect(listPeople(we.aino, peopleFilter({}), "fi")).rejects.toThrow(absent);
    await expect(invite(we.aino, { email: "d@firma.example" })).rejects.toThrow(absent);
    await expect(makeSignInLink(we.aino, { id: we.world.people.sven })).rejects.toThrow(absent);
  });
});
