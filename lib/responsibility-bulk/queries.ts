import "server-only";
import { isNull, sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { collationOf } from "@/lib/locale/choice";
import type { MatrixFilter } from "@/lib/matrix/filter";
import { absent } from "@/lib/outcome";
import { listPersons, type Person, placesBy } from "./places";
import { planOf } from "./plan";
import type { Target, Wish } from "./rules";
import { summaryOf } from "./summary";

/** The preview of a bulk change, or what is wrong with what was chosen. Changes nothing. */
export const previewBulk = query(
  "responsibilities",
  async (scope, target: Target, wish: Wish, filter: MatrixFilter) => {
    try {
      return { ok: true as const, ...summaryOf(await planOf(scope, { target, wish, filter })) };
    } catch (error) {
      if (error instanceof Invalid) return { ok: false as const, problems: error.problems };
      throw error;
    }
  },
);

/** Whom and what the forms of bulk changes offer, and what the row or column is called. */
export const bulkChoices = query("responsibilities", async (scope, target: Target, locale: Locale) => {
  const { db, tables, viewer } = scope;
  const { teams } = tables;
  const persons = await listPersons(scope);
  const names = sql`${teams.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`;
  const open = await db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(isNull(teams.disabledAt))
    .orderBy(names);
  const place = target.kind === "row" ? (await placesBy(scope, target.subject, { ids: [target.subjectId] }))[0] : null;
  const person = target.kind === "column" ? persons.find(({ id }) => id === target.employeeId) : null;
  if (place === undefined || person === undefined) absent();
  const mayGive = ({ id, isActive }: Person) => isActive && (viewer.can("assignOthers") || id === viewer.employeeId);
  return { persons, teams: open, place, person, givable: persons.filter(mayGive) };
});
