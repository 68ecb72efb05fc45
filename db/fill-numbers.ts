import type { Organisation } from "./organisation.ts";

/**
 * Gives customers their numbers as saving one after the other would: the next free one of the group's own series, else
 * of the general one.
 * @returns the numbers in the order of the customers, and each series (group key; null = general) with its next number
 */
export function numbersFor({ numberingStart, groups, customers }: Organisation) {
  const next = new Map<string | null, number>([[null, numberingStart]]);
  for (const [key, { numberStart }] of Object.entries(groups)) if (numberStart) next.set(key, numberStart);
  const given = Object.values(customers).flatMap(({ number, related = [] }) => [{ number }, ...related]);
  const taken = new Set(given.map(({ number }) => number));

  function free(series: string | null): number {
    let number = next.get(series) ?? numberingStart;
    while (taken.has(String(number))) number++;
    next.set(series, number);
    return number;
  }

  function take(group: string | undefined): string {
    const number = String(free(group && next.has(group) ? group : null));
    taken.add(number);
    return number;
  }

  const numbers = Object.values(customers).map(({ number, group }) => number ?? take(group));
  return { numbers, series: [...next.keys()].map((group) => ({ group, next: free(group) })) };
}
