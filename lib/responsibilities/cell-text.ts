import { accept, type Checked, refuse } from "@/lib/errors";
import { checkDay } from "@/lib/moments";
import { fold } from "@/lib/text";
import { clashes, type Tie } from "./rules";

/**
 * A cell of the matrix in a workbook, the same in every language: "x" for somebody without a role, the letter of a role,
 * "*" for the account owner or project manager, each with its days where it has any; several with a semicolon between:
 * "*; K 2026-09-01–2027-06-30".
 */
export type CellTie = Omit<Tie, "note">;
export type CellRole = { id: number; letter: string; name: string };

const plain = "x";
const owner = "*";

/** A role whose letter says something else already goes by its name. */
export const markOf = ({ letter, name }: CellRole): string => (fold(letter) === plain ? name : letter);

/** What stands in a cell. Roles that are not among these read as none. */
export function cellText(ties: readonly CellTie[], isOwner: boolean, roles: readonly CellRole[]): string {
  const place = ({ roleId }: CellTie) => roles.findIndex(({ id }) => id === roleId);
  const sorted = ties.toSorted(
    (one, other) => place(one) - place(other) || (one.validFrom ?? "").localeCompare(other.validFrom ?? ""),
  );
  const words = sorted.map((tie) => [markIn(roles, tie), daysText(tie)].filter(Boolean).join(" "));
  return [...(isOwner ? [owner] : []), ...words].join("; ");
}

const markIn = (roles: readonly CellRole[], { roleId }: CellTie): string => {
  const role = roles.find(({ id }) => id === roleId);
  return role ? markOf(role) : plain;
};

const daysText = ({ validFrom, validTo }: CellTie): string =>
  validFrom || validTo ? `${validFrom ?? ""}–${validTo ?? ""}` : "";

export type ReadCell = { isOwner: boolean; ties: CellTie[] };

const longest = 1_000;

/** Reads what `cellText` wrote, and what people type in its place. */
export function readCell(text: string, roles: readonly CellRole[]): Checked<ReadCell> {
  if (text.length > longest) return refuse("cellUnknown");
  const read: ReadCell = { isOwner: false, ties: [] };
  for (const part of text.split(/[;\n]/).map((word) => word.trim())) {
    if (part === owner) read.isOwner = true;
    if (part === "" || part === owner) continue;
    const tie = readTie(part, roles);
    if (!tie.ok) return tie;
    read.ties.push(tie.value);
  }
  const inRoles = read.ties.toSorted((one, other) => Number(one.roleId === null) - Number(other.roleId === null));
  const isClear = inRoles.every((tie, at) => !clashes(inRoles.slice(0, at).map(noted), noted(tie)));
  return isClear ? accept(read) : refuse("cellOverlap");
}

const noted = (tie: CellTie): Tie => ({ ...tie, note: null });

const days = /\s+(?:(\d{4}-\d\d-\d\d)\s*[-–—]\s*(\d{4}-\d\d-\d\d)?|[-–—]\s*(\d{4}-\d\d-\d\d))$/;

function readTie(part: string, roles: readonly CellRole[]): Checked<CellTie> {
  const said = days.exec(part);
  const mark = fold(said ? part.slice(0, said.index) : part);
  const role = roles.find((one) => fold(markOf(one)) === mark) ?? roles.find(({ name }) => fold(name) === mark);
  if (!role && mark !== plain) return refuse("cellUnknown");
  const [validFrom = null, validTo = null] = [said?.[1], said?.[2] ?? said?.[3]];
  for (const day of [validFrom, validTo]) {
    if (day !== null && !checkDay(day).ok) return refuse("date", { example: "2026-11-24" });
  }
  if (validFrom && validTo && validTo < validFrom) return refuse("period");
  return accept({ roleId: role?.id ?? null, validFrom, validTo });
}
