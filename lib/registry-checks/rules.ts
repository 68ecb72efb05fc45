import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { registers } from "@/lib/registry/registers";

/** How many customers one check takes. */
export const mostChecked = 20_000;

/** Registers are asked politely: one question a second. */
export const pauseBetween = 1_000;
/** With the answer and its keeping. */
export const secondsEach = 1.2;

/** A customer the schedule has compared within so many days is not asked about again. */
export const daysFresh = 25;

/** How a check ends for one customer, in the order in which the page counts them. */
export const outcomes = ["differs", "same", "notFound", "invalidId", "failed", "skipped"] as const;
export type CheckOutcome = (typeof outcomes)[number];

/** Of how many of a check's customers something was learnt: not of those left out, nor where no answer came. */
export const checkedOf = (total: number, counts: ReadonlyMap<CheckOutcome | null, number> | null): number =>
  total - (counts?.get("failed") ?? 0) - (counts?.get("skipped") ?? 0);

/** Why a customer is left out of a check, the first that holds. */
export const leftOutReasons = ["notOpen", "archived", "notCompany", "otherCountry", "registerOff", "noId"] as const;
export type LeftOut = (typeof leftOutReasons)[number];

type Checkable = Record<"full" | "archivedAt" | "kind" | "country" | "businessId" | "vatNumber", SQLWrapper>;

/**
 * Why a customer is left out, as an SQL expression; null = it is checked. Whether its number is a right one is seen when
 * its turn comes.
 * @param switchedOn names of the registers that may be asked
 */
export function leftOutOf(customer: Checkable, switchedOn: readonly string[]): SQL<LeftOut | null> {
  const isIn = (countries: readonly string[]) =>
    sql`${customer.country}::text = any(${sql.param([...countries])}::text[])`;
  const countries = registers.flatMap((register) => register.countries);
  const open = registers.filter(({ name }) => switchedOn.includes(name)).flatMap((register) => register.countries);
  const hasVat = registers.map(
    ({ countries }) => sql`(${isIn(countries)} and left(${customer.vatNumber}, 2) = ${countries[0] ?? ""})`,
  );
  return sql<LeftOut | null>`case
    when not ${customer.full} then 'notOpen'
    when ${customer.archivedAt} is not null then 'archived'
    when ${customer.kind} <> 'organisation' then 'notCompany'
    when not ${isIn(countries)} then 'otherCountry'
    when not ${isIn(open)} then 'registerOff'
    when ${customer.businessId} is null and not coalesce(${sql.join(hasVat, sql` or `)}, false) then 'noId'
  end`;
}
