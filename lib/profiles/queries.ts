import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import { absent } from "@/lib/outcome";

/** All profiles, those of the product first, with how many active people hold each. */
export const listProfiles = query("permissions", async ({ db, tables: { employees, profiles } }) =>
  db
    .select({
      id: profiles.id,
      version: profiles.version,
      builtIn: profiles.builtIn,
      name: profiles.name,
      grants: profiles.grants,
      reach: profiles.reach,
      people: sql<number>`(select count(*) from ${employees}
        where ${employees.profileId} = ${profiles}.id and ${employees.deactivatedAt} is null)`.mapWith(Number),
    })
    .from(profiles)
    .orderBy(sql`${profiles.builtIn} is null`, asc(profiles.id)),
);

export const getProfile = query("permissions", async ({ db, tables: { profiles } }, id: number) => {
  const [profile] = await db.select().from(profiles).where(eq(profiles.id, id));
  return profile ?? absent();
});
