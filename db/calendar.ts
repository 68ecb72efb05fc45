export type Calendar = ReturnType<typeof calendarOf>;

const day = 24 * 3600 * 1000;

/** Days counted back from a day; ahead of it when negative. */
export function calendarOf(today: Date) {
  const midnight = Math.floor(today.getTime() / day) * day;
  const at = (daysAgo: number) => new Date(midnight - daysAgo * day);
  return {
    /** As yyyy-mm-dd. */
    date: (daysAgo: number) => at(daysAgo).toISOString().slice(0, 10),
    /** A moment of a working day, in minutes after six (UTC). What falls on a weekend happens on the Friday before. */
    moment(daysAgo: number, minutes = 0): Date {
      const weekday = at(daysAgo).getUTCDay();
      const weekend = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
      return new Date(at(daysAgo + weekend).getTime() + (6 * 60 + minutes) * 60_000);
    },
  };
}
