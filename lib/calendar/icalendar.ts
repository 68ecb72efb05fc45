import { clockAt, dayAfter, momentAt } from "@/lib/moments";
import { timeZoneLines } from "./time-zones";

type Repetition = { every: "daily" | "weekly" | "monthly" | "yearly"; until: string | null };

/** Whole days, the last one included, or moments. Days are yyyy-mm-dd. */
type When = { firstDay: string; lastDay: string } | { start: Date; end: Date };

/** One entry of a calendar. */
export type CalendarEntry = {
  /** Stays the same as long as the entry lives; nothing else in the world has it. */
  uid: string;
  /** Grows with every change. */
  sequence: number;
  createdAt: Date;
  updatedAt: Date;
  title: string;
  description: string;
  place: string | null;
  url: string;
  when: When;
  repeats: Repetition | null;
  /** Minutes from the start at which to remind; less than zero is before it. */
  remindAt: number | null;
  isPrivate: boolean;
  /** Whether it takes the person's time. */
  isBusy: boolean;
};

/**
 * A calendar as RFC 5545 writes it. Moments are in UTC; only those that repeat stand in their time zone, since ten
 * o'clock every week is another moment of UTC after the clocks change.
 * @param zone the time zone in which series repeat, an IANA name
 */
export function icalendar(name: string, zone: string, entries: readonly CalendarEntry[]): string {
  const series = entries.flatMap(({ when, repeats }) => (repeats && "start" in when ? [when.start] : []));
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kumppani//Kumppani//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...(series.length > 0 ? timeZoneLines(zone, series) : []),
    ...entries.flatMap((entry) => entryLines(entry, zone)),
    "END:VCALENDAR",
  ]
    .map(folded)
    .join("");
}

function entryLines(entry: CalendarEntry, zone: string): string[] {
  const { title, description, place, remindAt } = entry;
  return [
    "BEGIN:VEVENT",
    `UID:${text(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(entry.updatedAt)}`,
    `CREATED:${utc(entry.createdAt)}`,
    `LAST-MODIFIED:${utc(entry.updatedAt)}`,
    ...whenLines(entry, zone),
    `SUMMARY:${text(title)}`,
    ...(description ? [`DESCRIPTION:${text(description)}`] : []),
    ...(place ? [`LOCATION:${text(place)}`] : []),
    `URL:${entry.url}`,
    `CLASS:${entry.isPrivate ? "PRIVATE" : "PUBLIC"}`,
    `TRANSP:${entry.isBusy ? "OPAQUE" : "TRANSPARENT"}`,
    ...(remindAt === null
      ? []
      : [
          "BEGIN:VALARM",
          "ACTION:DISPLAY",
          `DESCRIPTION:${text(title)}`,
          `TRIGGER:${duration(remindAt)}`,
          "END:VALARM",
        ]),
    "END:VEVENT",
  ];
}

/** The end of whole days is the day after the last one (RFC 5545, 3.6.1). */
function whenLines({ when, repeats }: CalendarEntry, zone: string): string[] {
  if ("firstDay" in when) {
    const { firstDay, lastDay } = when;
    const until = repeats?.until && `UNTIL=${compact(repeats.until)}`;
    return [
      `DTSTART;VALUE=DATE:${compact(firstDay)}`,
      `DTEND;VALUE=DATE:${compact(dayAfter(lastDay))}`,
      ...(repeats ? [rule(repeats.every, firstDay, until)] : []),
    ];
  }
  if (!repeats) return [`DTSTART:${utc(when.start)}`, `DTEND:${utc(when.end)}`];
  const until =
    repeats.until && `UNTIL=${utc(new Date(momentAt(dayAfter(repeats.until), "00:00", zone).getTime() - 1000))}`;
  return [
    `DTSTART;TZID=${zone}:${local(when.start, zone)}`,
    `DTEND;TZID=${zone}:${local(when.end, zone)}`,
    rule(repeats.every, clockAt(when.start, zone).day, until),
  ];
}

/** A day that a month does not have falls on its last one; RFC 5545 by itself would skip that month. */
function rule(every: Repetition["every"], firstDay: string, until: string | null | undefined): string {
  const [, month = "", day = ""] = firstDay.split("-");
  const parts = [`FREQ=${every.toUpperCase()}`];
  if (every === "monthly" && Number(day) > 28) parts.push(`BYMONTHDAY=${upTo(Number(day))}`, "BYSETPOS=-1");
  if (every === "yearly" && month === "02" && day === "29") parts.push("BYMONTH=2", "BYMONTHDAY=28,29", "BYSETPOS=-1");
  if (until) parts.push(until);
  return `RRULE:${parts.join(";")}`;
}

const upTo = (day: number) => Array.from({ length: day - 27 }, (_, more) => 28 + more).join();

const compact = (day: string) => day.replaceAll("-", "");
const utc = (moment: Date) => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

function local(moment: Date, zone: string): string {
  const { day, time } = clockAt(moment, zone);
  return `${compact(day)}T${time.replace(":", "")}00`;
}

const duration = (minutes: number) => `${minutes < 0 ? "-" : ""}PT${Math.abs(minutes)}M`;

/** A value of type TEXT: what the grammar uses is escaped, control characters go (RFC 5545, 3.3.11). */
const text = (value: string) =>
  value
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");

/** No line is longer than 75 octets; what follows begins with a space (RFC 5545, 3.1). Letters stay whole. */
function folded(line: string): string {
  let row = "";
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      row += "\r\n ";
      octets = 1;
    }
    row += letter;
    octets += size;
  }
  return `${row}\r\n`;
}
