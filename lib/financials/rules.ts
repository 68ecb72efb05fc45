/** What is added up, in the order of its columns. Margin follows from the others: billing less both costs. */
export const measures = ["revenue", "billing", "labour", "otherCosts"] as const;
export type Measure = (typeof measures)[number];

export const figureKinds = ["forecast", "actual"] as const;
export type FigureKind = (typeof figureKinds)[number];

/** Which figures a month shows: what happened, what was foreseen, or what happened up to last month and what is foreseen from then on. */
export const views = ["expected", "actual", "forecast"] as const;
export type View = (typeof views)[number];

/** The year a day (yyyy-mm-dd) is in. */
export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The first day of the month a day is in. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** First days of the twelve months of a year. */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, at) => `${String(year).padStart(4, "0")}-${String(at + 1).padStart(2, "0")}-01`);

/** First days of the months from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const place = (month: string) => yearOf(month) * 12 + Number(month.slice(5, 7)) - 1;
  const [first, last] = [place(from), place(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const one = first + at;
    return `${String(Math.floor(one / 12)).padStart(4, "0")}-${String((one % 12) + 1).padStart(2, "0")}-01`;
  });
}
