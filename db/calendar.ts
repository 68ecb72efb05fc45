export type Calendar = ReturnType<typeof calendarOf>;

const day = 24 * 3600 * 1000;

/** Days counted back from a moment; ahead of it when negative. */
export function calendarOf(today: Date) {
  const midnight = Math.floor(today.getTime() / day) * day;
  const at = (daysAgo: number) => new Date(midnight - daysAgo * day);
  /** In minutes after six (UTC). What falls on a weekend happens on the Friday before. */
  const atWork = (daysAgo: number, minutes: number) => {
    const weekday = at(daysAgo).getUTCDay();
    const weekend = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
    return at(daysAgo + weekend).getTime() + (6 * 60 + minutes) * 60_000;
  };
  return {
    /** As yyyy-mm-dd. */
    date: (daysAgo: number) => at(daysAgo).toISOString().slice(0, 10),
    /** When something happened on a working day: never later than now. */
    moment: (daysAgo: number, minutes = 0) => new Date(Math.min(atWork(daysAgo, minutes), today.getTime())),
    /** What a working day is planned to bring. */
    planned: (daysAgo: number, minutes: number) => new Date(atWork(daysAgo, minutes)),
  };
}
