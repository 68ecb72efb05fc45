import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy } from "@/lib/text";

/** A day of the calendar as it is stored: yyyy-mm-dd, from 1900 to 2199. */
export const dayField = checkedBy(checkDay);

/** A time of day as it is stored: hh:mm. */
export const timeField = checkedBy(checkTime);

/** A day as date controls post it; where there is no such control, also as 24.11.2026 or 24-11-2026. */
export function checkDay(raw: string): Checked<string> {
  const written = raw.trim();
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/.exec(written) ?? [];
  const iso = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : written;
  const isDay = /^(19|20|21)\d\d-\d\d-\d\d$/.test(iso) && dayOf(new Date(`${iso}T00:00:00Z`)) === iso;
  return isDay ? accept(iso) : refuse("date", { example: "24.11.2026" });
}

/** A time as time controls post it, or as people write it: 9, 9.30, 09:30. */
function checkTime(raw: string): Checked<string> {
  const [, hours = "", minutes = "00"] = /^([01]?\d|2[0-3])(?:[.:]([0-5]\d)(?::[0-5]\d)?)?$/.exec(raw.trim()) ?? [];
  return hours ? accept(`${hours.padStart(2, "0")}:${minutes}`) : refuse("time");
}

const dayOf = (utc: Date) => (Number.isNaN(utc.getTime()) ? "" : utc.toISOString().slice(0, 10));

/** The day so many days later. */
export const dayAfter = (day: string, days = 1): string => dayOf(new Date(Date.parse(day) + days * dayLength));

const dayLength = 24 * 3600 * 1000;

/**
 * The moment at which the clocks of a time zone show a day and a time. A time that spring skips is taken an hour later;
 * of a time that autumn repeats, the first.
 * @param zone an IANA name
 */
export function momentAt(day: string, time: string, zone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const before = wanted - leadOf(zone, wanted - dayLength);
  const after = wanted - leadOf(zone, wanted + dayLength);
  const shown = (moment: number) => moment + leadOf(zone, moment);
  return new Date([before, after].find((moment) => shown(moment) === wanted) ?? before);
}

/** What the clocks of a time zone show at a moment. */
export function clockAt(moment: Date, zone: string): { day: string; time: string } {
  const [day = "", time = ""] = clockOf(zone).format(moment).split(" ");
  return { day, time: time.slice(0, 5) };
}

/** By how many milliseconds the clocks of a zone are ahead of UTC. */
const leadOf = (zone: string, moment: number): number =>
  Date.parse(`${clockOf(zone).format(moment).replace(" ", "T")}Z`) - Math.floor(moment / 1000) * 1000;

const clocks = new Map<string, Intl.DateTimeFormat>();

// Swedish writes dates as ISO 8601 does: 2026-11-24 09:00:00.
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  const clock = known ?? new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: zone });
  clocks.set(zone, clock);
  return clock;
}
