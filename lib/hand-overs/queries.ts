import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { demand, query } from "@/lib/access/gate";
import { anyOf } from "@/lib/any-of";
import { Invalid } from "@/lib/errors";
import { absent } from "@/lib/outcome";
import { listPersons } from "@/lib/responsibility-bulk/places";
import type { Wish } from "./fields";
import { markOf, planOf } from "./plan";
import { stateOf } from "./rules";

export const mostListed = 100;
const mostShown = 50;
const mostTold = 10;

/** What a hand-over would do: counts and the first lines, what cannot be done first. Or what is wrong with the wish. */
export const previewHandOver = query("responsibilities", async (scope, wish: Wish) => {
  demand(scope.viewer, "assignOthers");
  try {
    const plan = await planOf(scope, wish);
    const { lines, people, undated, unsold } = plan;
    const of = (fate: string) => lines.filter((line) => line.fate === fate);
    const [given, kept, company] = [of("given"), of("kept"), of("company")];
    return {
      ok: true as const,
      people,
      unsold,
      mark: markOf(plan),
      counts: {
        customers: given.filter(({ subject, what }) => subject === "customer" && what === "ties").length,
        owned: undated.customers.length,
        projects: given.filter(({ subject, what }) => subject === "project" && what === "ties").length,
        managed: undated.projects.length,
        groups: undated.groups.length,
        orders: undated.orders.length,
        kept: kept.length,
        company: company.length,
      },
      lines: [...company, ...kept, ...given].slice(0, mostListed),
      total: lines.length,
    };
  } catch (error) {
    if (error instanceof Invalid) return { ok: false as const, problems: error.problems };
    throw error;
  }
});

export type Preview = Extract<Awaited<ReturnType<typeof previewHandOver>>, { ok: true }>;

/** Whom the form offers. */
export const handOverChoices = query("responsibilities", async (scope) =>
  scope.viewer.can("assignOthers") ? listPersons(scope) : absent(),
);

/** The hand-overs that the viewer may take back, the newest first. */
export const listHandOvers = query("responsibilities", async ({ db, tables }) => {
  const { employees, handOvers } = tables;
  const rows = await db.select().from(handOvers).orderBy(desc(handOvers.id)).limit(mostShown);
  const ids = [...new Set(rows.flatMap(({ fromId, toId }) => [fromId, toId]))];
  const people = await db
    .select({ id: employees.id, name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})` })
    .from(employees)
    .where(anyOf(employees.id, ids));
  const nameOf = (id: number) => people.find((person) => person.id === id)?.name ?? "";
  return rows.map((row) => ({ ...row, from: nameOf(row.fromId), to: nameOf(row.toId), state: stateOf(row) }));
});

export type ListedHandOver = Awaited<ReturnType<typeof listHandOvers>>[number];

/** How many days a hand-over that has begun is news. */
const newsDays = 14;

/** What the viewer is to take over or give away, has lately, or stands in for: the first day first. */
export const myHandOvers = query("customers.read", async ({ db, tables, viewer }) => {
  const { employees, myHandOvers: mine } = tables;
  const { today } = viewer.facts;
  return db
    .select({
      id: mine.id,
      isTaker: mine.isTaker,
      name: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
      startsOn: mine.startsOn,
      endsOn: mine.endsOn,
    })
    .from(mine)
    .innerJoin(employees, eq(employees.id, mine.otherId))
    .where(sql`coalesce(${mine.endsOn}, ${mine.startsOn} + ${newsDays}::int) >= ${today}`)
    .orderBy(asc(mine.startsOn), asc(mine.id))
    .limit(mostTold);
});
