import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { companies } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import { none } from "@/lib/access/scopes";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { inputOf, noInput } from "@/lib/fields";
import { absent } from "@/lib/outcome";
import { governsCompanies } from "@/lib/settings/rules";
import { companyFields, companyStateInput } from "./fields";

const among = (viewer: Viewer) => (governsCompanies(viewer) ? undefined : none);

/** A company more; from the second one on it is to be said what holds between them. */
export const addCompany = command({
  may: "companies",
  subject: companies,
  log: "company.created",
  input: inputOf(companyFields).required(),
  async run({ viewer, tx }, input) {
    if (!governsCompanies(viewer) || !viewer.uses("multiCompany")) absent();
    const [company] = await tx.insert(companies).values(input).returning({ id: companies.id });
    if (!company) throw new Error("no company");
    return company;
  },
});

export const updateCompany = command({
  may: "companies",
  on: companies,
  among,
  log: "company.updated",
  input: inputOf(companyFields),
  async run({ tx, row }, input) {
    await renew(tx, row.id, input);
    return { id: row.id };
  },
});

/** Disabled, a company keeps its customers and people and gets no new ones. One always stays in use. */
export const switchCompany = command({
  may: "companies",
  on: companies,
  among,
  log: "company.switched",
  input: companyStateInput,
  async run({ tx, row }, { to }) {
    if (to === "disabled") await keepOneInUse(tx, row.id);
    await renew(tx, row.id, { disabledAt: to === "disabled" ? (row.disabledAt ?? new Date()) : null });
    return { id: row.id };
  },
});

/** Only one that nothing refers to: the database refuses the rest. */
export const deleteCompany = command({
  may: "companies",
  on: companies,
  among,
  log: "company.deleted",
  input: noInput,
  async run({ tx, row }) {
    await keepOneInUse(tx, row.id);
    await tx.delete(companies).where(eq(companies.id, row.id));
    return { id: row.id };
  },
});

const renew = (tx: Transaction, id: number, values: Partial<typeof companies.$inferInsert>) =>
  tx
    .update(companies)
    .set({ ...values, version: sql`${companies.version} + 1` })
    .where(eq(companies.id, id));

/** All are locked, so that two people do not each take one of the last two out of use. */
async function keepOneInUse(tx: Transaction, id: number) {
  const all = await tx.select().from(companies).orderBy(asc(companies.id)).for("update");
  if (!all.some((one) => one.id !== id && one.disabledAt === null)) throw new Invalid({ "": { key: "lastCompany" } });
}
