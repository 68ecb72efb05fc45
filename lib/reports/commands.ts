import "server-only";
import { eq, or, sql } from "drizzle-orm";
import { savedReports } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { paramsOf } from "@/lib/list-address";
import { newSavedReportInput, savedReportInput } from "./fields";
import { reportOf, savedQuery } from "./filter";

export const createSavedReport = command({
  may: "reports",
  subject: savedReports,
  log: "report.created",
  input: newSavedReportInput,
  async run({ viewer, tx, tables }, { name, isShared = false, address }) {
    const fields = await customFieldsOf({ db: tx, tables }, { all: false });
    const report = reportOf(paramsOf(new URLSearchParams(address)), { viewer, fields });
    if (!report) throw new Invalid({ "": { key: "checkValue" } });
    const [saved] = await tx
      .insert(savedReports)
      .values({ name, isShared, filter: savedQuery(report), ownerId: viewer.employeeId })
      .returning({ id: savedReports.id });
    if (!saved) throw new Error("no report");
    return saved;
  },
});

/** One's own; a shared one also for whoever keeps the settings. */
const changeable = (viewer: Viewer) =>
  or(
    eq(savedReports.ownerId, viewer.employeeId),
    viewer.can("settings") ? eq(savedReports.isShared, true) : undefined,
  ) ?? sql`false`;

/** Another name, shared or not. What it counts stays as it is. */
export const updateSavedReport = command({
  may: "reports",
  on: savedReports,
  among: changeable,
  log: "report.updated",
  input: savedReportInput,
  async run({ tx, row: saved }, input) {
    await tx
      .update(savedReports)
      .set({ ...input, version: sql`${savedReports.version} + 1`, updatedAt: sql`now()` })
      .where(eq(savedReports.id, saved.id));
    return { id: saved.id };
  },
});

export const deleteSavedReport = command({
  may: "reports",
  on: savedReports,
  among: changeable,
  log: "report.deleted",
  input: noInput,
  async run({ tx, row: saved }) {
    await tx.delete(savedReports).where(eq(savedReports.id, saved.id));
    return { id: saved.id };
  },
});
