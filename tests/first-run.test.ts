import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { companies, customerTypes, employees, events, profiles, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { updateOrganisationBilling } from "@/lib/billing/commands";
import { addTypicalTypes } from "@/lib/customer-types/commands";
import { createCustomer } from "@/lib/customers/commands";
import { putFirstStepsAway } from "@/lib/first-run/commands";
import { firstSteps } from "@/lib/first-run/queries";
import { createGroup } from "@/lib/groups/commands";
import { addEntry } from "@/lib/registers/commands";
import { saveNumbering, saveOrganisation } from "@/lib/settings/commands";
import { getOrganisation } from "@/lib/settings/queries";
import { signedIn } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
/** The first administrator of an empty register, and a manager, who has no settings. */
let first: Viewer;
let manager: Viewer;

beforeAll(async () => {
  const [company] = await db.insert(companies).values({ name: "Alku Oy", country: "FI" }).returning();
  first = await hired(company?.id ?? 0, "administrator", "eka@alku.example");
});

async function hired(companyId: number, profile: string, email: string): Promise<Viewer> {
  const [found] = await db.select().from(profiles).where(eq(profiles.builtIn, profile));
  const person = { firstName: "Eka", lastName: "Alkaja", email, companyId, profileId: found?.id };
  const [employee] = await db.insert(employees).values(person).returning();
  return signedIn(employee?.id ?? 0);
}

const stepsDone = async (viewer: Viewer) =>
  (await firstSteps(viewer))?.steps.flatMap(({ name, isDone }) => (isDone ? [name] : []));

const typical = {
  "partner.fi": "Kumppani",
  "partner.sv": "Partner",
  "partner.nl": "Partner",
  "partner.en": "Partner",
  "prospect.fi": "Prospekti",
  "prospect.sv": "Prospekt",
  "prospect.nl": "Prospect",
  "prospect.en": "Prospect",
};

describe("the first steps", () => {
  test("are all there in an empty register, none done, and cannot be put away", async () => {
    const found = await firstSteps(first);
    expect(found).toMatchObject({ done: 0, hasCustomers: false, mayPutAway: false });
    expect(found?.steps.map(({ name }) => name)).toEqual([
      "organisation",
      "numbering",
      "types",
      "groups",
      "billing",
      "fields",
      "people",
      "customers",
    ]);
  });

  test("tick themselves as soon as the register shows that they are done", async () => {
    const { version } = await getOrganisation(first);
    await done(saveOrganisation, first, { id: 1, version, organisationName: "Alku", timeZone: "Europe/Amsterdam" });
    expect(await stepsDone(first)).toEqual(["organisation"]);
    await done(saveNumbering, first, { id: 1, numberingStart: "1000" });
    await done(addTypicalTypes, first, typical);
    await done(createGroup, first, { name: "Avainasiakkaat" });
    expect(await stepsDone(first)).toEqual(["organisation", "numbering", "types", "groups"]);
    await done(updateOrganisationBilling, first, { paymentTerm: "14" });
    await done(addEntry, first, { register: "customFields", "names.fi": "Avain", kind: "text" });
    manager = await hired(first.facts.companyId, "manager", "toka@alku.example");
    expect(await firstSteps(first)).toMatchObject({ done: 7, mayPutAway: false });
  });

  test("are of each viewer only those whose page they may open", async () => {
    expect((await firstSteps(manager))?.steps.map(({ name }) => name)).toEqual(["customers"]);
    expect(await firstSteps(await hired(first.facts.companyId, "employee", "kolmas@alku.example"))).toBeNull();
  });

  test("can be put away for everybody once there are customers, logged", async () => {
    await done(createCustomer, first, { id: first.facts.companyId, country: "FI", name: "Ensimmäinen Oy" });
    expect(await firstSteps(first)).toMatchObject({ done: 8, hasCustomers: true, mayPutAway: true });
    await expect(putFirstStepsAway(manager, { id: 1 })).rejects.toThrow(absent);
    await done(putFirstStepsAway, first, { id: 1 });
    expect(await firstSteps(first)).toBeNull();
    expect(await firstSteps(manager)).toBeNull();
    expect(await db.$count(events, eq(events.action, "firstSteps.putAway"))).toBe(1);
  });
});

describe("the organisation", () => {
  test("refuses what is no name or no time zone, and keeps what it has", async () => {
    const before = await getOrganisation(first);
    expect(before).toMatchObject({ organisationName: "Alku", timeZone: "Europe/Amsterdam" });
    expect((await signedIn(first.employeeId)).facts.timeZone).toBe("Europe/Amsterdam");
    expect(await saveOrganisation(first, { id: 1, organisationName: "" })).toMatchObject({ ok: false });
    expect(await saveOrganisation(first, { id: 1, organisationName: "x".repeat(10_000) })).toMatchObject({ ok: false });
    expect(await saveOrganisation(first, { id: 1, timeZone: "Europe/Nowhere" })).toMatchObject({
      problems: { timeZone: { key: "chooseOption" } },
    });
    expect(await getOrganisation(first)).toEqual(before);
    await expect(saveOrganisation(manager, { id: 1, organisationName: "Oma" })).rejects.toThrow(absent);
  });

  test("asks where two people changed the same", async () => {
    const { version } = await getOrganisation(first);
    await done(saveOrganisation, first, { id: 1, version, organisationName: "Alku Group" });
    const second = await saveOrganisation(first, { id: 1, version, organisationName: "Alku Oyj" });
    expect(second).toMatchObject({ ok: false, conflicts: [{ field: "organisationName", theirs: "Alku Group" }] });
  });
});

describe("typical types", () => {
  test("are added in four languages after the others, each logged, and only those that are missing", async () => {
    const types = await db.select().from(customerTypes).orderBy(customerTypes.position);
    expect(types.map(({ names }) => names.en)).toEqual([
      "Customer",
      "Subcontractor",
      "Private customer",
      "Partner",
      "Prospect",
    ]);
    expect(types.at(-1)).toMatchObject({ names: { fi: "Prospekti" }, invoicingAllowed: false });
    expect(await db.$count(events, eq(events.action, "customerType.created"))).toBe(2);
    expect(await addTypicalTypes(first, typical)).toMatchObject({ problems: { "": { key: "typesThere" } } });
    await db.delete(customerTypes).where(eq(customerTypes.id, types.at(-1)?.id ?? 0));
    expect(await addTypicalTypes(first, typical)).toMatchObject({ ok: true, result: { added: 1 } });
    await expect(addTypicalTypes(manager, typical)).rejects.toThrow(absent);
    await db.update(settings).set({ firstStepsDone: false });
  });
});
