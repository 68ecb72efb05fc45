import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { customers, registryComparisons } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { judgedAddress } from "@/lib/addresses/rules";
import { duplicateDoubts } from "@/lib/customers/duplicates";
import { refuseArchived } from "@/lib/customers/holding";
import { judgedByCountry } from "@/lib/customers/rules";
import { Invalid } from "@/lib/errors";
import { absent, askFirst } from "@/lib/outcome";
import { touched } from "@/lib/stamps";
import { isAbout, isExpired, proposalsFor } from "./compared";
import type { RegistryField, RegistryRecord } from "./rules";
import { takenInput } from "./ticks";
import { closeComparison, headOfficeOf, moveHeadOffice } from "./writes";

type Row = typeof customers.$inferSelect;

/** Writes values of a kept comparison to its customer, all or none, with their source in the log. Only `update` calls it. */
export const takeFromRegister = command({
  may: "customers.edit",
  on: customers,
  log: "customer.registryUpdated",
  source: "registry",
  input: takenInput,
  async run({ viewer, tx, tables, row, confirmed, change, fact }, { comparison: id, fields, address, ...given }) {
    refuseArchived(row);
    const comparison = await openComparison(tx, tables, id, row);
    refuseOutdated(viewer, row, comparison);
    const headOffice = await headOfficeOf(tx, row.id);
    refuseUnoffered(fields, proposalsFor({ ...row, headOffice, ...comparison }));

    const { details, problems } = judgedByCountry(row, given.phone === undefined ? {} : { phone: given.phone });
    if (Object.keys(problems).length) throw new Invalid(problems);
    const since = given.businessStatus && { businessStatusOn: comparison.record.statusOn };
    const values = { ...given, phone: details.phone, ...since };
    askFirst(confirmed, await duplicateDoubts(tx, tables, changedKeys(row, values), row.id));

    const facts = { register: comparison.register, fetchedAt: comparison.fetchedAt.toISOString() };
    for (const [name, value] of Object.entries(facts)) fact(name, value);
    const by = viewer.employeeId;
    await tx
      .update(customers)
      .set({ ...values, ...touched(customers, by) })
      .where(eq(customers.id, row.id));
    if (address) {
      const judged = judgedAddress(null, { ...address, phone: null });
      if (Object.keys(judged.problems).length) throw new Invalid(judged.problems);
      const to = { ...address, postalCode: judged.details.postalCode };
      const moved = await moveHeadOffice(tx, { customerId: row.id, by, facts }, to);
      if (moved.before !== moved.after) change("address", moved.before, moved.after);
    }
    await closeComparison(tx, { id, customerId: row.id, by, as: "updated" });
    return { id: row.id };
  },
});

/** The comparison, within reach and held, so that it is decided once. */
async function openComparison(tx: Transaction, tables: Tables, id: number, { id: customerId }: Row) {
  const { registryComparisons: seen } = tables;
  const [open] = await tx
    .select({ id: seen.id })
    .from(seen)
    .where(and(eq(seen.id, id), eq(seen.customerId, customerId)));
  const [comparison] = await tx
    .select({
      register: registryComparisons.register,
      record: sql<RegistryRecord>`${registryComparisons.record}`,
      fetchedAt: registryComparisons.fetchedAt,
      closedAt: registryComparisons.closedAt,
      isExpired: isExpired(registryComparisons),
    })
    .from(registryComparisons)
    .where(eq(registryComparisons.id, open?.id ?? absent()))
    .for("no key update");
  return comparison ?? absent();
}

type Open = Awaited<ReturnType<typeof openComparison>>;

function refuseOutdated(viewer: Viewer, row: Row, { register, record, closedAt, isExpired }: Open) {
  if (closedAt) throw new Invalid({ "": { key: "registryDecided" } });
  if (isExpired) throw new Invalid({ "": { key: "registryExpired" } });
  if (!viewer.facts.registers.includes(register)) throw new Invalid({ "": { key: "registryOff" } });
  if (!isAbout(row, record)) throw new Invalid({ "": { key: "registryOtherId" } });
}

/** What the register does not give, or has none of for a name or an address, no form has offered. */
function refuseUnoffered(fields: readonly RegistryField[], proposals: ReturnType<typeof proposalsFor>) {
  const takeable = proposals.filter(
    ({ field, state }) => state !== "notProvided" && !(state === "empty" && (field === "name" || field === "address")),
  );
  const unoffered = fields.filter((field) => !takeable.some((proposal) => proposal.field === field));
  if (unoffered.length) throw new Invalid({ fields: { key: "formChanged" } });
}

const keys = ["name", "email", "phone"] as const;

const changedKeys = (before: Row, after: Partial<Pick<Row, (typeof keys)[number]>>) =>
  Object.fromEntries(keys.filter((key) => key in after && after[key] !== before[key]).map((key) => [key, after[key]]));
