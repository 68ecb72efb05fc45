import { dayAfter } from "@/lib/moments";

/** Who is answered for: a customer, or one of its projects. */
export const subjects = ["customer", "project"] as const;
export type Subject = (typeof subjects)[number];

/** In what role an employee answers, and when; days are yyyy-mm-dd, both inside. Without a role there is one tie only. */
export type Tie = { roleId: number | null; validFrom: string | null; validTo: string | null; note: string | null };

/** A row of the matrix. */
export type Row = { subject: Subject; subjectId: number };

/** An employee's place in one row of the matrix. */
export type Pair = Row & { employeeId: number };

/** An open-ended responsibility without a role: what a click on an empty cell gives. */
export const plainTie: Tie = { roleId: null, validFrom: null, validTo: null, note: null };

/** Whether taking it away loses more than the tick. */
export const isPlain = (ties: readonly Tie[]): boolean =>
  ties.every(({ roleId, validFrom, validTo, note }) => (roleId ?? validFrom ?? validTo ?? note) === null);

/** Where a tie stands on a day: what has ended is history, what is to come is shown hollow. */
export function phaseOf(
  { validFrom, validTo }: Pick<Tie, "validFrom" | "validTo">,
  today: string,
): "past" | "current" | "future" {
  if (validTo !== null && validTo < today) return "past";
  return validFrom !== null && validFrom > today ? "future" : "current";
}

/** The first day that is not soon any more: what ends before it is ending soon. */
export const afterSoon = (today: string): string => dayAfter(today, 31);

export const isEndingSoon = (tie: Pick<Tie, "validFrom" | "validTo">, today: string): boolean =>
  tie.validTo !== null && phaseOf(tie, today) === "current" && tie.validTo < afterSoon(today);

/** A cell of the matrix and what it is to be, as its button says it: "customer:12:34:on". Null for anything else. */
export function cellOf(text: string): (Pair & { isOn: boolean }) | null {
  const [, row = "", employeeId, state] = /^(\w+:\d+):([1-9]\d{0,14}):(on|off)$/.exec(text) ?? [];
  const found = rowOf(row);
  return found && { ...found, employeeId: Number(employeeId), isOn: state === "on" };
}

/** A row of the matrix, as forms say it: "project:7". Null for anything else. */
export function rowOf(text: string): Row | null {
  const [, subject, subjectId] = /^(customer|project):([1-9]\d{0,14})$/.exec(text) ?? [];
  return subject ? { subject: subject as Subject, subjectId: Number(subjectId) } : null;
}

export const rowText = ({ subject, subjectId }: Row): string => `${subject}:${subjectId}`;

/**
 * What is held once the cell is switched on: where nobody answers today, an open tie from now until what is to come.
 * What has ended stays, and a tie after it begins today.
 */
export function switchedOn(ties: readonly Tie[], today: string): Tie[] {
  const of = (phase: string) => ties.filter((tie) => phaseOf(tie, today) === phase);
  if (of("current").length) return [...ties];
  const starts = of("future").map(({ validFrom }) => validFrom ?? today);
  const [next] = starts.sort();
  const validFrom = of("past").length ? today : null;
  return [...ties, { ...plainTie, validFrom, validTo: next ? dayAfter(next, -1) : null }];
}

/** What is held once the cell is switched off: what has ended, and of what began on a known day before today its past. */
export const switchedOff = (ties: readonly Tie[], today: string): Tie[] =>
  ties.flatMap((tie) => {
    const phase = phaseOf(tie, today);
    if (phase === "past") return [tie];
    const hasBegun = phase === "current" && tie.validFrom !== null && tie.validFrom < today;
    return hasBegun ? [{ ...tie, validTo: dayAfter(today, -1) }] : [];
  });

/** Whether the ties have a day in common. */
const overlap = (one: Tie, other: Tie): boolean =>
  (one.validFrom ?? "") <= (other.validTo ?? "9999") && (other.validFrom ?? "") <= (one.validTo ?? "9999");

/** Of the same role no two ties may overlap; one without a role is there only as long as no other is. */
export const clashes = (ties: readonly Tie[], added: Tie): boolean =>
  ties.some((tie) => (added.roleId === null || tie.roleId === added.roleId) && overlap(tie, added));

/** Ruling 8: a tie without a role turns into the role that is given, for as long as that lasts. */
export const withTie = (ties: readonly Tie[], added: Tie): Tie[] => [
  ...ties.flatMap((tie) => (tie.roleId === null ? outside(tie, [added]) : [tie])),
  added,
];

/** Ruling 8: whoever loses a role stays responsible without one, for as long as no other role says so. */
export const withoutRole = (ties: readonly Tie[], lost: Tie): Tie[] => [
  ...ties,
  ...outside({ ...lost, roleId: null }, ties),
];

/** What is left of a tie outside the days of others. */
export const outside = (tie: Tie, others: readonly Tie[]): Tie[] =>
  others.reduce((left, other) => left.flatMap((part) => partsOutside(part, other)), [tie]);

function partsOutside(tie: Tie, other: Tie): Tie[] {
  if (!overlap(tie, other)) return [tie];
  const { validFrom, validTo } = other;
  const before = validFrom !== null && (tie.validFrom ?? "") < validFrom;
  const after = validTo !== null && (tie.validTo ?? "9999") > validTo;
  return [
    ...(before ? [{ ...tie, validTo: dayAfter(validFrom, -1) }] : []),
    ...(after ? [{ ...tie, validFrom: dayAfter(validTo) }] : []),
  ];
}

/** What tells the ties of one pair apart. */
export const keyOf = ({ roleId, validFrom, validTo, note }: Tie): string =>
  JSON.stringify([roleId, validFrom, validTo, note]);

export const without = (ties: readonly Tie[], others: readonly Tie[]): Tie[] =>
  ties.filter((tie) => !others.some((other) => keyOf(other) === keyOf(tie)));

export const isSame = (some: readonly Tie[], others: readonly Tie[]): boolean =>
  without(some, others).length + without(others, some).length === 0;
