import { accept, type Checked, refuse } from "@/lib/errors";
import type { Tie } from "@/lib/responsibilities/rules";

/** The six colours of roles, in the order in which new roles take them. */
export const roleColours = ["blue", "green", "ochre", "plum", "violet", "rust"] as const;
export type RoleColour = (typeof roleColours)[number];

/** How far somebody in a role answers (RACI). */
export const roleLevels = ["responsible", "accountable", "consulted", "informed"] as const;
export type RoleLevel = (typeof roleLevels)[number];

/** One or two letters or digits, upper case. */
export function checkLetter(raw: string): Checked<string> {
  const letter = raw.slice(0, 20).trim().normalize("NFC").toUpperCase();
  return /^[\p{L}\p{N}]{1,2}$/u.test(letter) ? accept(letter) : refuse("roleLetter");
}

/**
 * The letter that tells a role from the others: its first one, else the first ones of its words, else its first with
 * another of its own, else with a digit, else any two that are free.
 */
export function letterFor(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize("NFC")
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const [first = "R", ...others] = [...words.join("")];
  const initials = words.map(([initial = ""]) => initial).join("");
  const pairs = [
    [...initials].slice(0, 2).join(""),
    ...others.map((letter) => first + letter),
    ...[..."23456789"].map((digit) => first + digit),
  ];
  const any = signs.flatMap((one) => signs.map((other) => one + other));
  return [first, ...pairs, ...any].find((letter) => checkLetter(letter).ok && !taken.has(letter)) ?? first;
}

const signs = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];

const start = ({ validFrom }: Tie) => validFrom ?? "";
const end = ({ validTo }: Tie) => validTo ?? "9999-12-31";

/** Ties as they are when one role goes into another: what then overlaps is one tie, with the notes of all. */
export function oneRole(ties: readonly Tie[], from: number, to: number): Tie[] {
  const renamed = ties.map((tie) => (tie.roleId === from ? { ...tie, roleId: to } : tie));
  const joined: Tie[] = [];
  const inOrder = renamed
    .filter(({ roleId }) => roleId === to)
    .toSorted((one, other) => (start(one) < start(other) ? -1 : 1));
  for (const tie of inOrder) {
    const last = joined.at(-1);
    if (last && start(tie) <= end(last)) joined.splice(-1, 1, together(last, tie));
    else joined.push(tie);
  }
  return [...renamed.filter(({ roleId }) => roleId !== to), ...joined];
}

const together = (one: Tie, other: Tie): Tie => ({
  ...one,
  validTo: end(other) > end(one) ? other.validTo : one.validTo,
  note: joinedNotes(one.note, other.note),
});

function joinedNotes(one: string | null, other: string | null): string | null {
  const notes = new Set([one, other].filter((note) => note !== null));
  return [...notes].join(" · ").slice(0, 500).toWellFormed() || null;
}
