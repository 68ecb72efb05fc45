import "server-only";
import { eq, type SQL } from "drizzle-orm";
import { responsibilityChanges } from "@/db/schema/index";
import { command, demand } from "@/lib/access/gate";
import { noInput } from "@/lib/fields";
import { absent, type DoubtAbout } from "@/lib/outcome";
import { cellInput, newTiesInput, ownerInput, tieInput, tieOnlyInput } from "./fields";
import {
  checkActive,
  checkLead,
  checkRoles,
  heldBy,
  leads,
  mayAssign,
  openPlace,
  type Place,
  refused,
  settle,
  type WriteScope,
} from "./places";
import {
  cellOf,
  clashes,
  isPlain,
  type Pair,
  phaseOf,
  rowText,
  switchedOff,
  switchedOn,
  type Tie,
  withoutRole,
  withTie,
} from "./rules";
import { undoTies } from "./undo";
import { type Wanted, writeTies } from "./writes";

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

/**
 * An employee becomes responsible, or gets further roles: in several at once or in none, all for the same days. What was
 * held without a role turns into the role (ruling 8).
 */
export const giveTies = command({
  may: "responsibilities",
  log: "responsibility.given",
  input: newTiesInput,
  async run(scope, { row, employeeId, roles = [], validFrom = null, validTo = null, note = null }) {
    const { viewer, tx } = scope;
    if (employeeId === null) refused("employeeId", "required");
    if (!mayAssign(viewer, employeeId)) absent();
    const place = await openPlace(scope, row);
    const pair = pairOf(place, employeeId);
    await checkActive(scope, employeeId);
    await checkRoles(scope, place, "roles", roles);
    if (leads(place, employeeId) && !roles.length) refused("employeeId", "periodOverlap");
    const given = (roles.length ? roles : [null]).map((roleId) => ({ roleId, validFrom, validTo, note }));
    const ties = given.reduce<Tie[]>(added, await heldBy(tx, pair));
    return settle(scope, place, await writeTies(tx, viewer, "cell", [{ ...pair, ties }]));
  },
});

/** Changes the role, the days or the note of one responsibility; what is not sent stays. */
export const editTie = command({
  may: "responsibilities",
  log: "responsibility.edited",
  input: tieInput,
  async run(scope, { row, employeeId, tie: id, roleId, validFrom, validTo, note }) {
    const { viewer, tx } = scope;
    const { place, pair, ties, tie } = await oneTie(scope, { row, employeeId, id });
    const said = { roleId, validFrom, validTo, note };
    const after = { ...tie, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
    if (roleId) await checkRoles(scope, place, "roleId", [roleId], ties);
    const wanted = added(
      ties.filter((other) => other !== tie),
      after,
    );
    return settle(scope, place, await writeTies(tx, viewer, "cell", [{ ...pair, ties: wanted }]));
  },
});

/** Takes a role away, which leaves the responsibility (ruling 8); or the responsibility itself, where it has no role. */
export const dropTie = command({
  may: "responsibilities",
  log: "responsibility.dropped",
  input: tieOnlyInput,
  async run(scope, { row, employeeId, tie: id }) {
    const { viewer, tx } = scope;
    const { place, pair, ties, tie } = await oneTie(scope, { row, employeeId, id });
    const others = ties.filter((other) => other !== tie);
    const isRole = viewer.uses("roles") && tie.roleId !== null;
    const stays = isRole && !leads(place, pair.employeeId);
    const left = stays ? withoutRole(others, tie) : [...others, ...switchedOff([tie], viewer.facts.today)];
    return settle(scope, place, await writeTies(tx, viewer, "cell", [{ ...pair, ties: left }]));
  },
});

/**
 * A new account owner or project manager. A tick of theirs goes into it; the one before stays responsible where that is
 * wanted, and keeps what roles they have.
 */
export const replaceOwner = command({
  may: "assignOthers",
  log: "responsibility.ownerReplaced",
  input: ownerInput,
  async run(scope, { row, ownerId, former, keepFormer }) {
    const { viewer, tx } = scope;
    demand(viewer, "responsibilities");
    if (ownerId === null) refused("ownerId", "required");
    const place = await openPlace(scope, row);
    const { subject, subjectId, leadId } = place;
    if (place.companyLeads.some(({ companyId }) => companyId === viewer.facts.companyId)) refused("", "ownOwner");
    if (leadId !== former) refused("", "responsibilityGone");
    if (leadId !== ownerId) await checkLead(scope, place, ownerId);
    const coming = pairOf(place, ownerId);
    const ticks = (await heldBy(tx, coming)).filter((tie) => !isPlain([tie]));
    const wanted: Wanted[] = [{ ...coming, ties: ticks }];
    if (leadId !== null && leadId !== ownerId && keepFormer) {
      const going = pairOf(place, leadId);
      wanted.push({ ...going, ties: switchedOn(await heldBy(tx, going), viewer.facts.today) });
    }
    return settle(
      scope,
      place,
      await writeTies(tx, viewer, "cell", wanted, [{ subject, subjectId, employeeId: ownerId }]),
    );
  },
});

const pairOf = ({ subject, subjectId }: Place, employeeId: number): Pair => ({ subject, subjectId, employeeId });

/** The tie that a form names, among all that the employee holds there. @throws Invalid where somebody has changed it */
async function oneTie(scope: WriteScope, said: { row: string; employeeId: number | null; id: number | null }) {
  const employeeId = said.employeeId ?? absent();
  if (!mayAssign(scope.viewer, employeeId)) absent();
  const place = await openPlace(scope, said.row);
  const pair = pairOf(place, employeeId);
  const ties = await heldBy(scope.tx, pair);
  const tie = ties.find(({ id }) => id === said.id) ?? refused("", "responsibilityGone");
  return { place, pair, ties, tie };
}

/** @throws Invalid where the same is held already on one of those days */
function added(ties: Tie[], tie: Tie): Tie[] {
  if (clashes(ties, tie)) refused("validFrom", "periodOverlap");
  return withTie(ties, tie);
}

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
