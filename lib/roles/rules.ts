import { accept, type Checked, refuse } from "@/lib/errors";

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
