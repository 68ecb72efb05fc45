import "server-only";
import { eq } from "drizzle-orm";
import { employees } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import { keyFiguresInput } from "./fields";
import { chosenFigures } from "./rules";

/** The key figures a person wants to see: their own business, on every device. */
export const chooseKeyFigures = command({
  may: "signed in",
  log: "employee.keyFiguresChosen",
  input: keyFiguresInput,
  async run({ viewer, tx, change }, chosen) {
    const own = eq(employees.id, viewer.employeeId);
    const [held] = await tx.select({ keyFigures: employees.keyFigures }).from(employees).where(own).for("update");
    const before = held?.keyFigures ?? null;
    const after = chosenFigures(viewer, before, chosen);
    if (before?.join() === after.join()) return { id: viewer.employeeId };
    await tx.update(employees).set({ keyFigures: after }).where(own);
    change("keyFigures", before, after);
    return { id: viewer.employeeId };
  },
});
