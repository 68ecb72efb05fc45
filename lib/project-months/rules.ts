import { accept, type Checked, refuse } from "@/lib/errors";

/** Values by the names of the cells of a year's form; what is not there is empty. */
export type Cells = Record<string, string | null>;

const [firstYear, lastYear] = [1900, 2199];

export function checkYear(raw: string): Checked<number> {
  const year = /^\d{4}$/.test(raw) ? Number(raw) : 0;
  return year >= firstYear && year <= lastYear ? accept(year) : refuse("formChanged");
}

/** What a form was opened with, as it sends it back. */
export function checkSeen(raw: string): Checked<Cells> {
  try {
    const seen: unknown = JSON.parse(raw.slice(0, 100_000));
    if (typeof seen !== "object" || seen === null || Array.isArray(seen)) return refuse("formChanged");
    const isText = Object.values(seen).every((value) => value === null || typeof value === "string");
    return isText ? accept(seen as Cells) : refuse("formChanged");
  } catch {
    return refuse("formChanged");
  }
}

export type Judged = {
  /** What this person changed, and nobody else did. */
  changed: Cells;
  /** Cells that both changed, to different values. */
  disputed: string[];
  /** What only others changed. */
  fresh: Cells;
};

/**
 * Two people, one table of figures, cell by cell.
 * @param sent what this person posts
 * @param seen what the form was opened with; null where that is not known
 * @param now what is stored
 */
export function judge(sent: Cells, seen: Cells | null, now: Cells): Judged {
  const judged: Judged = { changed: {}, disputed: [], fresh: {} };
  for (const [name, mine] of Object.entries(sent)) {
    const theirs = now[name] ?? null;
    const base = seen ? (seen[name] ?? null) : theirs;
    if (mine === theirs) continue;
    if (mine === base) judged.fresh[name] = theirs;
    else if (theirs === base) judged.changed[name] = mine;
    else judged.disputed.push(name);
  }
  return judged;
}

/**
 * An amount in equal parts, whose sum it is to the cent: what cannot be divided goes to the first ones.
 * @param total as it is stored: "1234.50"
 */
export function evenly(total: string, parts: number): string[] {
  const minus = total.startsWith("-") ? "-" : "";
  const cents = BigInt(total.replace(/\D/g, ""));
  const [each, rest] = [cents / BigInt(parts), cents % BigInt(parts)];
  return Array.from({ length: parts }, (_, at) => {
    const digits = String(BigInt(at) < rest ? each + 1n : each).padStart(3, "0");
    const part = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
    return /[1-9]/.test(part) ? `${minus}${part}` : part;
  });
}
