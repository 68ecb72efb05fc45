import { db } from "@/db/client";
import { seedWorld, type World } from "@/db/world";
import { hashPassword } from "@/lib/access/passwords";
import { startSession, viewerOf } from "@/lib/access/sessions";
import { Viewer } from "@/lib/access/viewer";

/** Everybody's. */
export const password = "Hallakuura-2026";

type Name = keyof World["people"];
export type Cast = Record<Name, Viewer> & { world: World };

/** Fills the file's own database with the cast and signs everybody in. Once per test file, before the first test. */
export async function cast(): Promise<Cast> {
  const world = await seedWorld(db, { passwordHash: await hashPassword(password) });
  const names = Object.keys(world.people) as Name[];
  const viewers = await Promise.all(names.map(async (name) => [name, await signedIn(world.people[name])] as const));
  return { ...(Object.fromEntries(viewers) as Record<Name, Viewer>), world };
}

/** Whoever this is today: after a change of rights, ask again. */
export async function signedIn(employeeId: number): Promise<Viewer> {
  const viewer = await viewerOf(await startSession(employeeId, "password", { ip: null, userAgent: null }));
  if (!viewer) throw new Error(`employee ${employeeId} cannot sign in`);
  return viewer;
}

/** The same person with other levels of some rights. */
export const having = ({ facts }: Viewer, grants: Record<string, string>): Viewer =>
  Viewer.of({ ...facts, grants: { ...facts.grants, ...grants } });
