/** Who is answered for: a customer, or one of its projects. */
export const subjects = ["customer", "project"] as const;
export type Subject = (typeof subjects)[number];

/** In what role an employee answers, and when; days are yyyy-mm-dd, both inside. Without a role there is one tie only. */
export type Tie = { roleId: number | null; validFrom: string | null; validTo: string | null; note: string | null };

/** An employee's place in one row of the matrix. */
export type Pair = { subject: Subject; subjectId: number; employeeId: number };

/** An open-ended responsibility without a role: what a click on an empty cell gives. */
export const plainTie: Tie = { roleId: null, validFrom: null, validTo: null, note: null };

/** Whether taking it away loses more than the tick. */
export const isPlain = (ties: readonly Tie[]): boolean =>
  ties.every(({ roleId, validFrom, validTo, note }) => (roleId ?? validFrom ?? validTo ?? note) === null);

/** Where a tie stands on a day: what has ended is history, what is to come is shown hollow. */
export function phaseOf({ validFrom, validTo }: Tie, today: string): "past" | "current" | "future" {
  if (validTo !== null && validTo < today) return "past";
  return validFrom !== null && validFrom > today ? "future" : "current";
}
