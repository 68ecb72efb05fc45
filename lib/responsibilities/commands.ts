import "server-only";
import { eq, type SQL } from "drizzle-orm";
import { responsibilityChanges } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { noInput } from "@/lib/fields";
import { absent, type DoubtAbout } from "@/lib/outcome";
import { cellInput } from "./fields";
import { checkActive, heldBy, leads, mayAssign, openPlace, refused, settle, type WriteScope } from "./places";
import { cellOf, isPlain, type Pair, phaseOf, rowText, switchedOff, switchedOn, type Tie } from "./rules";
import { undoTies, writeTies } from "./writes";

/**
 * A cell of the matrix becomes what its button says: a repeated post changes nothing. On gives an open responsibility
 * where nobody answers today; off takes away what holds today and what is to come, and asks first where that is more
 * than a tick. Owners and project managers are replaced, not switched off.
 */
export const setCell = command({
  may: "responsibilities",
  log: "responsibility.cellSet",
  input: cellInput,
  async run(scope, { cell }) {
    const { viewer, tx } = scope;
    const { isOn, ...pair } = cellOf(cell) ?? absent();
    if (!mayAssign(viewer, pair.employeeId)) absent();
    const place = await openPlace(scope, rowText(pair));
    const isLead = leads(place, pair.employeeId);
    if (isLead && !isOn) refused("", pair.subject === "customer" ? "ownerStays" : "managerStays");
    const ties = await heldBy(tx, pair);
    const { today } = viewer.facts;
    const after = isLead ? ties : isOn ? switchedOn(ties, today) : switchedOff(ties, today);
    if (after.length > ties.length) await checkActive(scope, pair.employeeId);
    const done = await writeTies(tx, viewer, "cell", [{ ...pair, ties: after }]);
    const left = isOn ? [] : ties.filter((tie) => phaseOf(tie, today) !== "past");
    return settle(scope, place, done, await lostDoubts(scope, pair, left));
  },
});

/** What goes with a responsibility that is more than a tick. */
async function lostDoubts({ tx, tables }: WriteScope, pair: Pair, ties: readonly Tie[]): Promise<DoubtAbout[]> {
  if (isPlain(ties)) return [];
  const { employees } = tables;
  const [person] = await tx
    .select({ firstName: employees.firstName, lastName: employees.lastName })
    .from(employees)
    .where(eq(employees.id, pair.employeeId));
  const name = [person?.firstName, person?.lastName].filter(Boolean).join(" ");
  return [{ mark: `remove:${rowText(pair)}:${pair.employeeId}`, key: "responsibilityLost", params: { name } }];
}

/** One's own changes, or anybody's for whoever may assign others. */
const undoable = (viewer: WriteScope["viewer"]): SQL | undefined =>
  viewer.can("assignOthers") ? undefined : eq(responsibilityChanges.madeBy, viewer.employeeId);

/** Puts back what a change did, except where somebody has changed it again since; `skipped` counts that. */
export const undoChange = command({
  may: "responsibilities",
  on: responsibilityChanges,
  among: undoable,
  log: "responsibility.undone",
  long: true,
  input: noInput,
  async run({ viewer, tx, row }) {
    return { id: row.id, ...(await undoTies(tx, viewer, row.id)) };
  },
});
