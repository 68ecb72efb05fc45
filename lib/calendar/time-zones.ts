import { clockAt } from "@/lib/moments";

const minute = 60_000;
const day = 24 * 60 * minute;
const year = 366 * day;
const yearsBack = 2;
const yearsAhead = 6;

/**
 * A time zone as RFC 5545 describes it (3.6.5): its offset from before the first of the moments, and each change of the
 * clocks from some years ago, or later, to some years ahead.
 */
export function timeZoneLines(zone: string, moments: readonly Date[]): string[] {
  const first = Math.min(...moments.map((moment) => moment.getTime())) - year;
  const told = Math.max(first, Date.now() - yearsBack * year);
  const changes = changesBetween(zone, told, Date.now() + yearsAhead * year);
  const lead = leadAt(zone, told);
  const least = Math.min(lead, ...changes.map(({ to }) => to));
  const part = ({ at, from, to }: Change): string[] => {
    const sort = to > least ? "DAYLIGHT" : "STANDARD";
    const offsets = [`TZOFFSETFROM:${offset(from)}`, `TZOFFSETTO:${offset(to)}`];
    return [`BEGIN:${sort}`, `DTSTART:${stamp(at + from)}`, ...offsets, `END:${sort}`];
  };
  const begin = { at: first, from: lead, to: lead };
  return ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...[begin, ...changes].flatMap(part), "END:VTIMEZONE"];
}

/** The clocks go from one lead over UTC to another, in milliseconds. */
type Change = { at: number; from: number; to: number };

/** Found week by week, then to the minute. */
function changesBetween(zone: string, first: number, last: number): Change[] {
  const found: Change[] = [];
  for (let start = first; start < last; start += 7 * day) {
    const [from, to] = [leadAt(zone, start), leadAt(zone, start + 7 * day)];
    if (from === to) continue;
    let [early, late] = [start, start + 7 * day];
    while (late - early > minute) {
      const middle = early + Math.floor((late - early) / 2 / minute) * minute;
      if (leadAt(zone, middle) === from) early = middle;
      else late = middle;
    }
    found.push({ at: late, from, to });
  }
  return found;
}

/** By how much the clocks of a zone are ahead of UTC at a moment. */
function leadAt(zone: string, moment: number): number {
  const { day: date, time } = clockAt(new Date(moment), zone);
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(moment / minute) * minute;
}

const stamp = (moment: number) => new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, "");

function offset(lead: number): string {
  const minutes = Math.abs(lead) / minute;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${lead < 0 ? "-" : "+"}${two(minutes / 60)}${two(minutes % 60)}`;
}
