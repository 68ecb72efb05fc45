import { countsOf, type fates, markOf, type PlanLine } from "@/lib/responsibilities/plan";
import type { NamedPlace, Person } from "./places";

export const mostListed = 100;

/** What a plan comes to: how much of what, and the first lines of it, what changes first. */
export function summaryOf({ lines, places, persons }: { lines: PlanLine[]; places: NamedPlace[]; persons: Person[] }) {
  const placeOf = new Map(places.map((place) => [`${place.subject}:${place.subjectId}`, place]));
  const nameOf = new Map(persons.map(({ id, name }) => [id, name]));
  const order = ["added", "removed", "changed", "skipped", "kept"] as const satisfies (typeof fates)[number][];
  const listed = order.flatMap((fate) => lines.filter((line) => line.fate === fate)).slice(0, mostListed);
  return {
    mark: markOf(lines),
    counts: countsOf(lines),
    rows: places.length,
    total: lines.length,
    lines: listed.flatMap((line) => {
      const place = placeOf.get(`${line.subject}:${line.subjectId}`);
      return place ? [{ ...line, place, person: nameOf.get(line.employeeId) ?? "" }] : [];
    }),
  };
}

export type Summary = ReturnType<typeof summaryOf>;
