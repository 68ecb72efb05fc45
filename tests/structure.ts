import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { customers, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { type Cast, signedIn } from "./cast";

/** Who stands below whom in the world of the tests: three levels deep, and across companies. */
const structure = (id: Cast["world"]["customers"]): [unit: number, main: number][] => [
  [id.wirtanen, id.lintulahti],
  [id.zetterlund, id.wirtanen],
  [id.ijsvogel, id.lintulahti],
  [id.gravendijk, id.ijsvogel],
  [id.ek, id.lintulahti],
  [id.polder, id.zetterlund],
];

const before = { shareStructure: false, listedUnits: "all", inheritBilling: false, showOtherCompanies: false } as const;

/** Units and their settings as they were in the beginning. After each test. */
export async function asItWas(id: Cast["world"]["customers"]): Promise<void> {
  await db.update(settings).set(before);
  await db.update(customers).set({ parentId: null });
  for (const [unit, main] of structure(id)) {
    await db.update(customers).set({ parentId: main }).where(eq(customers.id, unit));
  }
}

/** The same person once the settings say so. */
export async function whenever(set: Partial<typeof settings.$inferInsert>, viewer: Viewer): Promise<Viewer> {
  await db.update(settings).set(set);
  return signedIn(viewer.employeeId);
}

export const shared = (viewer: Viewer) => whenever({ shareStructure: true }, viewer);
