import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { companies } from "@/db/schema/index";
import { command, demand, type Transaction } from "@/lib/access/gate";
import { none } from "@/lib/access/scopes";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { checkVatNumber } from "@/lib/identifiers/rules";
import { dropNumbers, startNumbers } from "@/lib/invoices/numbers";
import { absent } from "@/lib/outcome";
import { governsCompanies } from "@/lib/settings/rules";
import { companyInput, companyStateInput } from "./fields";

const among = (viewer: Viewer) => (governsCompanies(viewer) ? undefined : none);

/** A company more; from the second one on it is to be said what holds between them. */
export const addCompany = command({
  may: "companies",
  subject: companies,
  log: "company.created",
  input: companyInput.required({ name: true, country: true }),
  async run({ viewer, tx, change }, { invoiceStart, ...input }) {
    if (!governsCompanies(viewer) || !viewer.uses("multiCompany")) absent();
    const vatNumber = checkedVatNumber(input.country, input.vatNumber ?? null);
    const [company] = await tx
      .insert(companies)
      .values({ ...input, vatNumber })
      .returning({ id: companies.id });
    if (!company) throw new Error("no company");
    await beginNumbers({ viewer, tx, change }, company.id, invoiceStart);
    return company;
  },
});

export const updateCompany = command({
  may: "companies",
  on: companies,
  among,
  log: "company.updated",
  input: companyInput,
  async run({ viewer, tx, row, change }, { invoiceStart, ...input }) {
    const { country, vatNumber } = { ...row, ...input };
    const touchesNumber = "vatNumber" in input || country !== row.country;
    await renew(tx, row.id, touchesNumber ? { ...input, vatNumber: checkedVatNumber(country, vatNumber) } : input);
    await beginNumbers({ viewer, tx, change }, row.id, invoiceStart);
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
    await dropNumbers(tx, row.id);
    await tx.delete(companies).where(eq(companies.id, row.id));
    return { id: row.id };
  },
});

/** @throws Invalid where it is none of the company's country */
function checkedVatNumber(country: string, vatNumber: string | null): string | null {
  if (vatNumber === null) return null;
  const checked = checkVatNumber(country, vatNumber);
  if (!checked.ok) throw new Invalid({ vatNumber: checked.problem });
  return checked.value;
}

type Scope = { viewer: Viewer; tx: Transaction; change: (field: string, before: unknown, after: unknown) => void };

async function beginNumbers({ viewer, tx, change }: Scope, companyId: number, start: number | undefined) {
  if (start === undefined) return;
  demand(viewer, "money.read");
  const before = await startNumbers(tx, companyId, start);
  if (before !== start) change("invoiceStart", before, start);
}

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
