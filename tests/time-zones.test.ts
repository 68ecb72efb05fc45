import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { formatsOf } from "@/lib/format";
import { clockAt, dayAfter, momentAt } from "@/lib/moments";

const zones = ["UTC", "Europe/Helsinki", "Europe/Vienna", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kolkata"];
const server = process.env.TZ;

afterEach(() => {
  if (server === undefined) delete process.env.TZ;
  else process.env.TZ = server;
});

const twoDigits = (value: number) => String(value).padStart(2, "0");
/** Clocks are changed, years end, February is long: these days come as often as all others together. */
const day = fc.oneof(
  fc.constantFrom("2026-03-29", "2026-10-25", "2026-12-31", "2027-01-01", "2028-02-29", "2026-03-28", "2026-10-24"),
  fc.integer({ min: -20_000, max: 40_000 }).map((days) => dayAfter("2026-01-01", days)),
);
const time = fc.oneof(
  fc.constantFrom("00:00", "02:30", "03:30", "23:59"),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hours, minutes]) => `${twoDigits(hours)}:${twoDigits(minutes)}`),
);
const anywhere = { server: fc.constantFrom(...zones), zone: fc.constantFrom(...zones), day, time };

describe("wherever the server stands", () => {
  test("a day is stored, read, written out and counted on as the same day", async () => {
    const isSame = async ({ server, zone, day }: { server: string; zone: string; day: string }) => {
      process.env.TZ = server;
      const { rows } = await db.execute<{ day: string; next: string }>(
        sql`select ${day}::date as day, (${day}::date + 1)::text as next`,
      );
      expect(rows).toEqual([{ day, next: dayAfter(day) }]);
      expect(formatsOf("sv", zone).day(day)).toBe(day);
    };
    await fc.assert(fc.asyncProperty(fc.record(anywhere), isSame), { numRuns: 500 });
  });

  test("an appointment is at the time that was typed; only what spring skips is an hour later", async () => {
    const isKept = async ({ server, zone, day, time }: { server: string; zone: string; day: string; time: string }) => {
      process.env.TZ = server;
      const moment = momentAt(day, time, zone);
      const { rows } = await db.execute<{ shown: string; skipped: boolean }>(sql`
        select to_char(${moment.toISOString()}::timestamptz at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as shown,
          (${`${day} ${time}`}::timestamp at time zone ${zone} at time zone ${zone}) <> ${`${day} ${time}`}::timestamp as skipped`);
      const shown = clockAt(moment, zone);
      expect(`${shown.day} ${shown.time}`).toBe(rows[0]?.shown);
      if (!rows[0]?.skipped) expect(shown).toEqual({ day, time });
    };
    await fc.assert(fc.asyncProperty(fc.record(anywhere), isKept), { numRuns: 500 });
  });
});
