import { dayAfter } from "@/lib/moments";
import { outside, phaseOf, plainTie, type Tie, withTie } from "@/lib/responsibilities/rules";

type Days = { startsOn: string; endsOn: string | null };

/** What becomes of the ties of two employees in one row of the matrix; `kept` = the other one had all of them already. */
export type Handed = { from: Tie[]; to: Tie[]; given: number; kept: number };

/**
 * Hands the ties of one employee to another. For good: they end the day before the first one, and what was to come goes
 * over whole. For a substitute they stay, and the other has the same between the days. Roles, later ends and notes go
 * along; where the other has the role already, or answers as the owner without one, nothing is added.
 * @param leads of the one who hands over: owner or manager, whom a substitute stands in for; of the other: answers anyway
 */
export function handed(
  from: readonly Tie[],
  to: readonly Tie[],
  { startsOn, endsOn }: Days,
  leads: { from: boolean; to: boolean },
): Handed {
  const held = from.filter(
    (tie) => phaseOf(tie, startsOn) !== "past" && (endsOn === null || (tie.validFrom ?? "") <= endsOn),
  );
  const standsIn = leads.from && endsOn !== null && !held.some(({ roleId }) => roleId === null);
  const source = standsIn ? [...held, plainTie] : held;
  const moved = source.map((tie) => ({
    ...tie,
    validFrom: (tie.validFrom ?? "") > startsOn ? tie.validFrom : startsOn,
    validTo: endsOn === null || (tie.validTo ?? "9999") < endsOn ? tie.validTo : endsOn,
  }));
  const fresh = moved.flatMap((tie) => (leads.to && tie.roleId === null ? [] : outside(tie, inTheWay(to, tie))));
  const left = endsOn === null ? from.flatMap((tie) => cutAt(tie, startsOn)) : [...from];
  return {
    from: left,
    to: fresh.toSorted(rolesFirst).reduce<Tie[]>((ties, tie) => [...addOutside(ties, tie)], [...to]),
    given: fresh.length,
    kept: fresh.length ? 0 : moved.length,
  };
}

/** Of the same role no two ties may overlap; one without a role is there only as long as no other is. */
const inTheWay = (ties: readonly Tie[], { roleId }: Tie): Tie[] =>
  ties.filter((tie) => roleId === null || tie.roleId === roleId);

/** Ties with a role first: one without a role is added only for the days that are left. */
const rolesFirst = (one: Tie, other: Tie): number => Number(one.roleId === null) - Number(other.roleId === null);

const addOutside = (ties: Tie[], tie: Tie): Tie[] =>
  outside(tie, inTheWay(ties, tie)).reduce<Tie[]>((held, part) => withTie(held, part), ties);

/** What is left of a tie before a day. */
function cutAt(tie: Tie, day: string): Tie[] {
  const lastDay = dayAfter(day, -1);
  if (tie.validTo !== null && tie.validTo <= lastDay) return [tie];
  if (tie.validFrom !== null && tie.validFrom > lastDay) return [];
  return [{ ...tie, validTo: lastDay }];
}

/** Where a hand-over stands. */
export type State = "waiting" | "done" | "takenBack" | "failed";

export function stateOf(handOver: {
  carriedOutAt: Date | null;
  takenBackAt: Date | null;
  takenBackBy: number | null;
}): State {
  if (handOver.takenBackAt) return handOver.takenBackBy === null ? "failed" : "takenBack";
  return handOver.carriedOutAt ? "done" : "waiting";
}
