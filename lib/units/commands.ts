import "server-only";
import { eq } from "drizzle-orm";
import { customers } from "@/db/schema/index";
import { type Command, command, demand } from "@/lib/access/gate";
import { type Values, wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { inputOf } from "@/lib/fields";
import { absent, type Outcome } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { unitFields } from "./fields";
import { checkMainUnit } from "./links";
import { findUnit } from "./queries";

/** Places a customer below another one, or below nobody. A main unit that is not seen is not taken away. */
export const setMainUnit = command({
  may: "customers.edit",
  on: customers,
  log: "units.updated",
  input: inputOf(unitFields),
  async run({ viewer, tx, tables, row }, { parentId }) {
    if (row.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    const { customers: open } = tables;
    const [seen] = await tx.select({ parentId: open.parentId }).from(open).where(eq(open.id, row.id));
    if (parentId === undefined || parentId === (seen?.parentId ?? null)) return { id: row.id };
    if (parentId !== null) await checkMainUnit(tx, tables, parentId);
    await tx
      .update(customers)
      .set({ parentId, ...touched(customers, viewer.employeeId) })
      .where(eq(customers.id, row.id));
    return { id: row.id };
  },
});

/** The same said of the main unit: places the customer `unitId` below it. It is the other one that changes. */
async function placeBelow(viewer: Viewer, values: Values): Promise<Outcome<{ id: number }>> {
  demand(viewer, "customers.edit");
  const { id, unitId, version: _version, ...protocol } = values;
  const mainUnit = wholeNumber(id) ?? absent();
  const unit = wholeNumber(unitId);
  if (unit === null || !(await findUnit(viewer, unit))) {
    return { ok: false, problems: { unitId: { key: "chooseOption" } } };
  }
  const outcome = await setMainUnit(viewer, { ...protocol, id: unit, parentId: String(mainUnit) });
  if (outcome.ok) return { ok: true, result: { id: mainUnit } };
  const [problem] = Object.values(outcome.problems);
  return { ...outcome, problems: problem ? { unitId: problem } : {} };
}

export const addSubUnit: Command<{ id: number }> = Object.assign(placeBelow, {
  permission: "customers.edit" as const,
  log: "units.updated",
});
