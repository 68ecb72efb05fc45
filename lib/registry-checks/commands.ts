import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { jobs } from "@/db/schema/index";
import { command, demand } from "@/lib/access/gate";
import { meantBy, pickedFields } from "@/lib/customers/picked";
import { Invalid } from "@/lib/errors";
import { putOn } from "./items";
import { leftOutOf, mostChecked } from "./rules";

/**
 * Starts a check of the ticked customers, or of all that the list finds, against their business registers. Takes those
 * that can be checked (`checkPreview` says which); their customers change only when somebody decides in the queue.
 */
export const startRegistryCheck = command({
  may: "registry",
  subject: jobs,
  log: "registryCheck.started",
  long: true,
  input: z.strictObject(pickedFields),
  async run({ viewer, tx, tables }, which) {
    demand(viewer, "customers.edit");
    const { listedCustomers: listed } = tables;
    const meant = await meantBy({ viewer, db: tx, tables }, which);
    const chosen = tx
      .select({ id: sql<number>`${listed.id}`.as("customer_id") })
      .from(listed)
      .where(and(meant, isNull(leftOutOf(listed, viewer.facts.registers))))
      .limit(mostChecked + 1)
      .as("chosen");
    const [job] = await tx
      .insert(jobs)
      .values({ kind: "registryCheck", employeeId: viewer.employeeId, total: 0 })
      .returning({ id: jobs.id });
    if (!job) throw new Error("no job");
    const total = await putOn(tx, job.id, chosen);
    if (total === 0) throw new Invalid({ "": { key: "checkNobody" } });
    if (total > mostChecked) throw new Invalid({ "": { key: "checkTooMany", params: { max: mostChecked } } });
    await tx.update(jobs).set({ total }).where(eq(jobs.id, job.id));
    return { id: job.id };
  },
});
