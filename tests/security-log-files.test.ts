import { desc, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { customerContacts, events, groups, importRows, imports, specialGroups } from "@/db/schema/index";
import { refusalsWritten } from "@/lib/access/refused";
import { categoryOf, type SecurityAction } from "@/lib/access/security-actions";
import type { Viewer } from "@/lib/access/viewer";
import { uploadImport } from "@/lib/imports/commands";
import { type Cast, cast } from "./cast";
import { done } from "./doing";

/** Who is signed in, in place of the cookie. */
const door = vi.hoisted(() => ({ viewer: null as Viewer | null }));
vi.mock("@/lib/session", async (original) => ({
  ...(await original<typeof import("@/lib/session")>()),
  maybeViewer: async () => door.viewer,
  currentViewer: async () => door.viewer,
  currentLocale: async () => "en",
}));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { default: messages } = await import("../messages/en.json");
  return {
    getTranslations: async (wanted?: string | { namespace: string }) => {
      const namespace = typeof wanted === "string" ? wanted : wanted?.namespace;
      return createTranslator({ locale: "en", messages, namespace: namespace as never, timeZone: "UTC" });
    },
  };
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const routes = import.meta.glob<{ GET?: Handler }>("../app/**/route.ts");
const addressOf = (file: string) => file.slice("../app".length, -"/route.ts".length).replaceAll(/\/\(\w+\)/g, "");

let we: Cast;
/** What stands for [id] in an address. */
const ids: Record<string, number> = {};
beforeAll(async () => {
  we = await cast();
  const { ahola } = we.world.customers;
  const [contact] = await db.select().from(customerContacts).where(eq(customerContacts.customerId, ahola));
  const [group] = await db.select().from(groups);
  const [special] = await db
    .insert(specialGroups)
    .values({ name: "Kirjaus", companyId: we.maija.facts.companyId } as typeof specialGroups.$inferInsert)
    .returning();
  ids["/contacts/[id]/vcard"] = contact?.id ?? 0;
  ids["/customers/[id]/financials/export"] = ahola;
  ids["/groups/[id]/export"] = group?.id ?? 0;
  ids["/special-groups/[id]/export"] = special?.id ?? 0;
  ids["/api/files/[id]"] = we.world.files.aholaContract;
  ids["/customers/import/[id]/rejected"] = await done(uploadImport, we.maija, {
    ...{ fileName: "vialla.csv", fileHash: "f".repeat(64), stage: "active", groupId: "", companyId: "" },
    ...{ head: ["Nimi", "Maa"], rows: [{ line: 2, cells: ["Vialla Oy", "Ei missään"] }] },
  });
  expect(await db.$count(importRows)).toBeGreaterThan(0);
  expect(await db.$count(imports)).toBeGreaterThan(0);
});
beforeEach(() => {
  door.viewer = we.maija;
});

/** Every address that answers a GET, with the line its file leaves in the security log, or why it leaves none. */
const sends: Record<string, SecurityAction | { none: string }> = {
  "/api/auth/[...nextauth]": { none: "signing in has lines of its own" },
  "/api/calendar/[file]": { none: "calendars ask every quarter of an hour; making and revoking the address are lines" },
  "/api/customers/number": { none: "a yes or no" },
  "/api/files/[id]": "file.downloaded",
  "/api/health/live": { none: "no data" },
  "/api/health/ready": { none: "no data" },
  "/contacts/[id]/vcard": "contacts.exported",
  "/contacts/export": "contacts.exported",
  "/customers/[id]/financials/export": "financials.exported",
  "/customers/export": "customers.exported",
  "/customers/import/[id]/rejected": "import.rejectedTaken",
  "/customers/import/template": { none: "an empty form with made-up samples" },
  "/groups/[id]/export": "customers.exported",
  "/reports/export": "report.exported",
  "/reports/financials/export": "financials.exported",
  "/responsibilities/export": "responsibilities.exported",
  "/responsible-persons/export": "responsiblePersons.exported",
  "/settings/security/export": "securityLog.exported",
  "/special-groups/[id]/export": "customers.exported",
  "/work-orders/export": "workOrders.exported",
};

const newest = async (n = 1) => {
  await refusalsWritten();
  return db.select().from(events).orderBy(desc(events.id)).limit(n);
};

async function asked(file: string, query = "format=csv&by=group"): Promise<Response> {
  const address = addressOf(file);
  const { GET } = (await routes[file]?.()) ?? {};
  if (!GET) throw new Error(`${address} answers no GET`);
  const params = Promise.resolve({ id: String(ids[address] ?? 0) });
  return GET(new Request(`http://kumppani.example${address}?${query}`), { params });
}

test("every address that can be opened is on the list, and no other", async () => {
  const open = await Promise.all(
    Object.entries(routes).map(async ([file, load]) => ((await load()).GET ? [addressOf(file)] : [])),
  );
  expect(open.flat().toSorted()).toEqual(Object.keys(sends).toSorted());
});

const files = Object.keys(routes).filter((file) => typeof sends[addressOf(file)] === "string");

describe("every file that leaves the register", () => {
  test.each(files)("has its line before its first byte, and but one: %s", async (file) => {
    const [before] = await newest();
    const response = await asked(file);
    expect(response.status).toBe(200);
    const lines = await newest(5);
    const fresh = lines.filter(({ id, category }) => id > (before?.id ?? 0) && category);
    const action = sends[addressOf(file)] as SecurityAction;
    expect(fresh).toMatchObject([{ action, actorId: we.maija.employeeId, category: categoryOf(action) }]);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  test.each(files)("is refused to whoever has no rights, and nothing is said to be taken: %s", async (file) => {
    door.viewer = we.nils;
    await expect(asked(file)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    const [line] = await newest();
    expect(line?.action).toBe("access.refused");
    const mine = sql`actor_id = ${we.nils.employeeId} and category = 'taken'`;
    expect(await db.$count(events, mine)).toBe(0);
  });
});
