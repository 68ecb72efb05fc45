import type { CellRole, CellTie } from "@/lib/responsibilities/cell-text";
import { clashes, phaseOf, switchedOff, type Tie } from "@/lib/responsibilities/rules";

/** As many customers as one request compares with what is there. */
export const mostRows = 20_000;

type Cell = { before: readonly Tie[]; wanted: readonly CellTie[]; isOwner: boolean };

/**
 * What is wanted in a cell, in the ties there are as far as they say it; what has ended stays as it is. A role that is
 * not among these is hidden, and nobody can have meant to change it: it takes the days that are wanted, and an owner,
 * whose cell says nothing more without it, keeps it.
 */
export function settled({ before, wanted, isOwner }: Cell, roles: readonly CellRole[], today: string): readonly Tie[] {
  const isShown = (roleId: number | null) => roles.some(({ id }) => id === roleId);
  const isHidden = ({ roleId }: CellTie) => roleId !== null && !isShown(roleId);
  if (!wanted.length) {
    const stays = (tie: Tie) => isOwner && isHidden(tie);
    return [
      ...before.filter(stays),
      ...switchedOff(
        before.filter((tie) => !stays(tie)),
        today,
      ),
    ];
  }
  const [past, live] = [true, false].map((ended) => before.filter((tie) => (phaseOf(tie, today) === "past") === ended));
  const keyOf = ({ roleId, validFrom, validTo }: CellTie): string =>
    [isShown(roleId) ? roleId : "", validFrom, validTo].join();
  const keys = new Set(wanted.map(keyOf));
  const left = live?.filter((tie) => !keys.has(keyOf(tie))) ?? [];
  const hidden = [...new Set(left.filter(isHidden).map(({ roleId }) => roleId))];
  const begun = (tie: Tie): Tie =>
    clashes(past ?? [], tie) && (tie.validFrom ?? "") < today ? { ...tie, validFrom: today } : tie;
  const ties = wanted.flatMap((tie) => {
    const same = live?.filter((one) => keyOf(one) === keyOf(tie)) ?? [];
    if (same.length) return same;
    const meant = tie.roleId === null && hidden.length ? hidden : [tie.roleId];
    return meant.map((roleId) => begun({ ...tie, roleId, note: null }));
  });
  return [...(past ?? []), ...ties];
}
