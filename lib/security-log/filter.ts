import { and, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import type { Tables } from "@/lib/access/rows";
import { type SecurityCategory, securityCategories } from "@/lib/access/security-actions";
import { idOf, known, oneOf, type Params } from "@/lib/list-address";
import { checkDay, dayAfter } from "@/lib/moments";

export const pageSize = 50;

/** What the address of the security log may say. Nonsense becomes the default, never an error. */
export type SecurityFilter = {
  category: SecurityCategory | null;
  /** Whoever did it, or whom it was done to. */
  person: number | null;
  /** Days of the organisation, both inclusive: yyyy-mm-dd. */
  from: string | null;
  to: string | null;
  /** Lines older than this one. */
  before: number | null;
};

export function securityFilter(params: Params): SecurityFilter {
  const day = (name: string) => {
    const checked = checkDay(oneOf(params, name));
    return checked.ok ? checked.value : null;
  };
  return {
    category: known(securityCategories, oneOf(params, "category")) ?? null,
    person: idOf(oneOf(params, "person")),
    from: day("from"),
    to: day("to"),
    before: idOf(oneOf(params, "before")),
  };
}

/** The filter without the page, as an address says it. */
export const filterQuery = ({ before: _, ...wanted }: SecurityFilter) => wanted;

export const isFiltered = (filter: SecurityFilter): boolean => Object.values(filterQuery(filter)).some(Boolean);

/** Which lines are wanted, without the page. @param timeZone whose days are meant */
export function wanted(
  { securityEvents: log }: Pick<Tables, "securityEvents">,
  { category, person, from, to }: SecurityFilter,
  timeZone: string,
): SQL | undefined {
  const midnight = (day: string) => sql`(${day}::date::timestamp at time zone ${timeZone})`;
  return and(
    category ? eq(log.category, category) : undefined,
    person ? or(eq(log.actorId, person), and(eq(log.subject, "employees"), eq(log.subjectId, person))) : undefined,
    from ? gte(log.at, midnight(from)) : undefined,
    to ? lt(log.at, midnight(dayAfter(to))) : undefined,
  );
}
