import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { customers, registryComparisons } from "@/db/schema/index";
import { type Command, command, demand } from "@/lib/access/gate";
import { type Values, wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { refuseArchived } from "@/lib/customers/holding";
import { Invalid, type Problem } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { absent, type Outcome } from "@/lib/outcome";
import { isAbout, proposalsFor } from "./compared";
import { differingOf } from "./differences";
import { getComparison, getComparisons } from "./queries";
import { recordShape } from "./record";
import { registerNamed } from "./registers";
import { takeFromRegister } from "./taking";
import { besideAddress, chosenComparisons, isTakenAmong, understood } from "./ticks";
import { closeComparison, headOfficeOf } from "./writes";

/**
 * Keeps what a register has answered about a customer, for whoever asked to look at and decide: for our own server code,
 * never for a form.
 */
export const keepComparison = command({
  may: "registry",
  on: customers,
  log: "registry.compared",
  onlyChanges: true,
  input: z.strictObject({ register: z.string(), record: recordShape, fetchedAt: z.date() }),
  async run({ viewer, tx, row }, { register: name, record, fetchedAt }) {
    demand(viewer, "customers.edit");
    if (row.kind !== "organisation") absent();
    refuseArchived(row);
    const register = registerNamed(name) ?? absent();
    if (!viewer.facts.registers.includes(name)) throw new Invalid({ "": { key: "registryOff" } });
    if (!isAbout(row, record)) throw new Invalid({ "": { key: "registryOtherId" } });
    const headOffice = await headOfficeOf(tx, row.id);
    const differing = differingOf(proposalsFor({ ...row, headOffice, register: register.name, record }));
    const { status } = record;
    const [kept] = await tx
      .insert(registryComparisons)
      .values({ customerId: row.id, askedBy: viewer.employeeId, register: name, record, fetchedAt, status, differing })
      .returning({ id: registryComparisons.id });
    if (!kept) throw new Error("no comparison");
    return { id: row.id, comparisonId: kept.id };
  },
});

/**
 * Takes the ticked fields of a comparison into its customer. A form posts the customer (`id`, `version`), `comparison`,
 * `fields`, `nameAs` and `addressAs`; the values come from what was kept, and pass the checks of every form. What others
 * have changed meanwhile is asked, field by field.
 */
async function update(viewer: Viewer, values: Values): Promise<Outcome<{ id: number }>> {
  demand(viewer, "registry");
  demand(viewer, "customers.edit");
  const ticks = understood(values);
  if (!ticks.ok) return { ok: false, problems: ticks.problems };
  const customerId = wholeNumber(values.id) ?? absent();
  const comparison = await getComparison(viewer, ticks.comparison, customerId);
  const outcome = await takeFromRegister(viewer, { ...ticks.protocol, ...ticks.taken(comparison) });
  return outcome.ok ? outcome : { ...outcome, problems: besideAddress(outcome.problems) };
}

export const updateFromRegister: Command<{ id: number }> = Object.assign(update, {
  permission: takeFromRegister.permission,
  log: takeFromRegister.log,
});

/** Leaves the customer as it is: what the register says now is not offered again. */
export const keepAsIs = command({
  may: "registry",
  on: registryComparisons,
  log: "registry.kept",
  input: noInput,
  async run({ viewer, tx, tables, row }) {
    demand(viewer, "customers.edit");
    if (row.closedAt) throw new Invalid({ "": { key: "registryDecided" } });
    const [customer] = await tx
      .select({ archivedAt: tables.customers.archivedAt })
      .from(tables.customers)
      .where(eq(tables.customers.id, row.customerId));
    refuseArchived(customer ?? absent());
    await closeComparison(tx, { id: row.id, customerId: row.customerId, by: viewer.employeeId, as: "kept" });
    return { id: row.id, customerId: row.customerId };
  },
});

/** Why a comparison was left as it is: a sentence under `error.`, with the customer it is about. */
export type Left = { comparisonId: number; customerId: number; name: string; problem: Problem };
type Accepted = { id: number; taken: number; left: Left[] };

/**
 * Takes what differs in many comparisons of the queue, each by itself, so that one refused does not stop the others.
 * @param values `comparisons`: their ids, each with the version of the customer as it was shown ("12.5"); `fields`: only
 * these, else what is ticked beforehand. A field that the register leaves empty is never cleared here.
 */
async function accept(viewer: Viewer, values: Values): Promise<Outcome<Accepted>> {
  demand(viewer, "registry");
  demand(viewer, "customers.edit");
  const chosen = chosenComparisons(values);
  if (!chosen.ok) return chosen;
  const found = await getComparisons(viewer, [...chosen.versions.keys()]);
  if (!found.length) absent();
  const accepted: Accepted = { id: viewer.employeeId, taken: 0, left: [] };
  for (const comparison of found) {
    const { id, customerId, name, proposals, closedAs, closedBy } = comparison;
    // The same form once more: what it has done is done.
    const isDone = closedAs === "updated" && closedBy === viewer.employeeId;
    const fields = proposals.filter((one) => isTakenAmong(one, chosen.fields)).map(({ field }) => field);
    const version = chosen.versions.get(id);
    const post = { id: customerId, comparison: String(id), version, fields };
    const problem = isDone ? null : fields.length ? problemOf(await update(viewer, post)) : nothingToTake;
    if (problem) accepted.left.push({ comparisonId: id, customerId, name, problem });
    else accepted.taken += 1;
  }
  return { ok: true, result: accepted };
}

const nothingToTake: Problem = { key: "nothingToChange" };

export const acceptProposed: Command<Accepted> = Object.assign(accept, {
  permission: takeFromRegister.permission,
  log: takeFromRegister.log,
});

function problemOf(outcome: Outcome<unknown>): Problem | null {
  if (outcome.ok) return null;
  if (outcome.conflicts?.length) return { key: "registryChanged" };
  if (outcome.doubts?.length) return { key: "registryTwin" };
  return Object.values(outcome.problems)[0] ?? { key: "checkValue" };
}
