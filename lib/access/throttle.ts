import "server-only";
import { and, eq, inArray, lt, lte, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { loginFailures } from "@/db/schema/index";

/** Failures allowed per window. Only failures count, so a busy office behind one address is not locked out. */
const limits = {
  address: { most: 20, minutes: 5 },
  pair: { most: 5, minutes: 5 },
  account: { most: 50, minutes: 60 },
} as const;

type Kind = keyof typeof limits;
const kinds = Object.keys(limits) as Kind[];

const addressKey = (ip: string) => `address ${ip}`;

const keysOf = (ip: string, email: string): Record<Kind, string> => ({
  address: addressKey(ip),
  pair: `pair ${ip} ${email}`,
  account: `account ${email}`,
});

const windowStart = (minutes: number) =>
  sql`date_bin(${`${minutes} minutes`}::interval, now(), timestamptz '2020-01-01')`;

/**
 * Minutes to wait before this address may try this account again; 0 = now. Too many failures against one account from
 * many addresses only slow it down by two seconds: outsiders must not be able to lock a person out.
 */
export async function waitBefore(ip: string, email: string): Promise<number> {
  const waitOf = await waits(keysOf(ip, email));
  if (waitOf("account") > 0) await new Promise((resolve) => setTimeout(resolve, 2_000));
  return Math.max(waitOf("address"), waitOf("pair"));
}

/** Minutes to wait before anybody may try again from this address; 0 = now. */
export async function waitAtAddress(ip: string): Promise<number> {
  return (await waits({ address: addressKey(ip) }))("address");
}

/** Minutes left in the windows that are full, by kind. */
async function waits(keys: Partial<Record<Kind, string>>): Promise<(kind: Kind) => number> {
  const { key, count, windowStart } = loginFailures;
  // By the clock of the database alone. A window that is yet to begin is of before that was set back.
  const age = sql`extract(epoch from now() - ${windowStart}) / 60`.mapWith(Number);
  const counted = await db
    .select({ key, count, age })
    .from(loginFailures)
    .where(and(inArray(key, Object.values(keys)), lte(windowStart, sql`now()`)));
  return (kind) => {
    const { most, minutes } = limits[kind];
    const ends = counted.filter((row) => row.key === keys[kind] && row.count >= most).map((row) => minutes - row.age);
    return Math.ceil(Math.max(0, ...ends));
  };
}

/** Counts one failed sign-in against the address, the account and the pair of them. */
export async function countFailure(ip: string, email: string): Promise<void> {
  const keys = keysOf(ip, email);
  await count(kinds.map((kind) => ({ key: keys[kind], minutes: limits[kind].minutes })));
}

/** Counts a failed sign-in against the address alone: nobody can say whose account it was for. */
export const countAddressFailure = (ip: string): Promise<void> =>
  count([{ key: addressKey(ip), minutes: limits.address.minutes }]);

async function count(failures: { key: string; minutes: number }[]): Promise<void> {
  await db
    .insert(loginFailures)
    .values(failures.map(({ key, minutes }) => ({ key, windowStart: windowStart(minutes), count: 1 })))
    .onConflictDoUpdate({
      target: [loginFailures.key, loginFailures.windowStart],
      set: { count: sql`${loginFailures.count} + 1` },
    });
  await db.delete(loginFailures).where(lt(loginFailures.windowStart, sql`now() - interval '1 day'`));
}

/** Calendars ask by themselves, and a whole office from one address: wrong secrets are allowed often, not for ever. */
const feeds = { most: 100, minutes: 5 };
const feedKey = (ip: string) => `feed ${ip}`;

/** Whether this address has asked for too many calendar feeds that are not there. */
export const mustFeedsWait = (ip: string): Promise<boolean> => isOver(feedKey(ip), feeds);

async function isOver(key: string, { most, minutes }: { most: number; minutes: number }): Promise<boolean> {
  const [row] = await db
    .select({ count: loginFailures.count })
    .from(loginFailures)
    .where(and(eq(loginFailures.key, key), eq(loginFailures.windowStart, windowStart(minutes))));
  return (row?.count ?? 0) >= most;
}

/** Counts a calendar feed that was not there. */
export const countMissingFeed = (ip: string): Promise<void> => count([{ key: feedKey(ip), minutes: feeds.minutes }]);

/** A right password clears what was counted against this address for this account. */
export async function forgiveFailures(ip: string, email: string): Promise<void> {
  await db.delete(loginFailures).where(inArray(loginFailures.key, [keysOf(ip, email).pair]));
}

/** Whoever types a customer number is told at once whether it is taken; whoever tries them all is not. */
const typedNumbers = { most: 100, minutes: 5 };
const numberKey = (employeeId: number) => `number ${employeeId}`;

/** Whether this person has asked about too many customer numbers that cannot be had. */
export const mustNumbersWait = (employeeId: number): Promise<boolean> => isOver(numberKey(employeeId), typedNumbers);

/** Counts a customer number that could not be had. */
export const countRefusedNumber = (employeeId: number): Promise<void> =>
  count([{ key: numberKey(employeeId), minutes: typedNumbers.minutes }]);
