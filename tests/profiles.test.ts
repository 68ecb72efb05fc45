import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { employees, profiles } from "@/db/schema/index";
import { startSession, viewerOf } from "@/lib/access/sessions";
import type { Viewer } from "@/lib/access/viewer";
import { createProfile, deleteProfile, updateProfile } from "@/lib/profiles/commands";
import { getProfile, listProfiles } from "@/lib/profiles/queries";
import { type Cast, cast, signedIn } from "./cast";

let we: Cast;
const builtIn: Record<string, number> = {};

beforeAll(async () => {
  we = await cast();
  for (const { id, builtIn: word } of await db.select().from(profiles)) builtIn[word ?? ""] = id;
});

async function copied(name: string, values: Record<string, string | string[]> = {}): Promise<number> {
  const outcome = await createProfile(we.maija, { id: builtIn.seller, name, ...values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.id;
}

const wearing = async (profileId: number): Promise<Viewer> => {
  await db.update(employees).set({ profileId }).where(eq(employees.id, we.world.people.ebba));
  return signedIn(we.world.people.ebba);
};

describe("a profile", () => {
  test("begins as a copy, and what it gives counts at the holder's next click", async () => {
    const id = await copied("Myynti ja vienti", { "level.export": "yes", reach: ["", "company"] });
    const ebba = await wearing(id);
    expect([ebba.can("customers.edit"), ebba.can("export"), ebba.can("groups")]).toEqual([true, true, false]);
    const cookie = await startSession(ebba.employeeId, "password", { ip: null, userAgent: null });
    await updateProfile(we.maija, { id, "level.export": "no", "level.customers": "read" });
    const now = await viewerOf(cookie);
    expect([now?.can("customers.edit"), now?.can("customers.read"), now?.can("export")]).toEqual([false, true, false]);
    expect(now?.can("reports")).toBe(true);
  });

  test("of the product stays as it is", async () => {
    for (const id of Object.values(builtIn)) {
      const refused = { ok: false, problems: { "": { key: "builtInProfile" } } };
      expect(await updateProfile(we.maija, { id, "level.export": "yes" })).toMatchObject(refused);
      expect(await deleteProfile(we.maija, { id })).toMatchObject(refused);
    }
  });

  test("that somebody holds is not deleted; one that nobody holds goes", async () => {
    const id = await copied("Väliaikainen");
    await wearing(id);
    expect(await deleteProfile(we.maija, { id })).toMatchObject({ problems: { "": { key: "profileHeld" } } });
    await wearing(builtIn.seller ?? 0);
    expect(await deleteProfile(we.maija, { id })).toMatchObject({ ok: true });
    expect((await listProfiles(we.maija)).map((one) => one.id)).not.toContain(id);
  });

  test("is refused with a level that is none, without a name or with one in use, and nothing changes", async () => {
    const id = await copied("Huolto");
    const before = await getProfile(we.maija, id);
    expect(await updateProfile(we.maija, { id, "level.customers": "everything" })).toMatchObject({
      problems: { "level.customers": { key: "chooseOption" } },
    });
    expect(await updateProfile(we.maija, { id, name: " " })).toMatchObject({ problems: { name: { key: "required" } } });
    await copied("Tuuraaja");
    expect(await updateProfile(we.maija, { id, name: "TUURAAJA" })).toMatchObject({
      problems: { name: { key: "taken" } },
    });
    expect(await updateProfile(we.maija, { id, "level.flying": "yes" })).toMatchObject({ ok: false });
    expect(await db.select().from(profiles).where(eq(profiles.id, id))).toEqual([before]);
  });

  test("never gives more than its maker holds, and nobody shapes their own", async () => {
    const id = await copied("Profiilien hoitaja", { "level.permissions": "yes", "level.people": "yes" });
    const keeper = await wearing(id);
    const wish = { id: builtIn.employee, name: "Kaikki", "level.settings": "yes" };
    expect(await createProfile(keeper, wish)).toMatchObject({ problems: { "": { key: "grantsMore" } } });
    expect(await updateProfile(keeper, { id, "level.settings": "yes" })).toMatchObject({
      problems: { "": { key: "ownRights" } },
    });
    const wider = await copied("Laajempi", { "level.settings": "yes" });
    for (const door of [updateProfile, deleteProfile]) {
      expect(await door(keeper, { id: wider })).toMatchObject({ problems: { "": { key: "grantsMore" } } });
    }
    const farther = { id: builtIn.employee, name: "Kaikkialle", reach: ["", "all"] };
    expect(await createProfile(keeper, farther)).toMatchObject({ problems: { "": { key: "grantsMore" } } });
  });
});
