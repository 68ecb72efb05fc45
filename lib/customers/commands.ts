import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { companies, customerCompanies, customers } from "@/db/schema/index";
import { blockersIn, isBlocked } from "@/lib/access/blockers";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { customersInBin } from "@/lib/access/scopes";
import { customAfter, keepUnique } from "@/lib/custom-fields/writes";
import { Invalid } from "@/lib/errors";
import { keepToUsed } from "@/lib/features/rules";
import { noInput } from "@/lib/fields";
import { heldBy, writeLinks } from "@/lib/groupings/parts";
import { numberProblem, takeNumbers } from "@/lib/numbering/series";
import { askFirst } from "@/lib/outcome";
import { originOf } from "@/lib/registry/origin";
import { touched } from "@/lib/stamps";
import { longText, optional } from "@/lib/text";
import { checkMainUnit } from "@/lib/units/links";
import { duplicateDoubts } from "./duplicates";
import { saveExternalIds } from "./external-ids";
import { externalFields } from "./fields";
import {
  addFirstContact,
  addHeadOffice,
  checkReferences,
  companiesOfNew,
  invoicingDoubts,
  isPossibleOwner,
  reached,
  typesToHave,
} from "./parts";
import { customerInput, isMasked, judgedByCountry, newCustomerInput } from "./rules";
import { followAgain } from "./stage";

/**
 * A new customer of a company, with its head office and a first contact where given. Whoever makes it owns it, unless
 * another owner is chosen. Automatic numbers are taken last, so that nobody waits long for the next one.
 */
export const createCustomer = command({
  may: "customers.edit",
  on: companies,
  among: (viewer) =>
    and(isNull(companies.disabledAt), viewer.customerReach.all ? undefined : eq(companies.id, viewer.facts.companyId)),
  subject: customers,
  log: "customer.created",
  input: newCustomerInput,
  async run({ viewer, tx, tables, row: company, confirmed, change, fact }, input) {
    keepToUsed(viewer, input, externalFields);
    const { details } = judgedByCountry(null, input);
    const origin = input.register ? await originOf(tx, tables, input.register, details.businessId) : null;
    if (origin) {
      fact("register", origin.register);
      fact("fetchedAt", origin.fetchedAt.toISOString());
      // The number that follows from the business ID is nobody's yet.
      if (origin.record.isVatRegistered === false && !input.vatNumber) details.vatNumber = null;
    }
    const { name, kind = "organisation", email = null, groupId = null } = input;
    const { website = null, language = null, description = null, stage = "prospect" } = input;
    const custom = await customAfter(tx, tables, null, input.custom ?? {}, change);
    const { industryCode = null, companyForm = null, timeZone = null, annualRevenue = null, staff = null } = input;
    const served = { companies: [company.id], isNew: true };
    await checkReferences({ viewer, tx, tables }, { groupId, ownerId: input.ownerId }, served);
    const isOwn = input.ownerId === undefined && (await isPossibleOwner(tx, tables, viewer.employeeId, served));
    const ownerId = isOwn ? viewer.employeeId : (input.ownerId ?? null);
    const { parentId = null } = input;
    if (parentId !== null) await checkMainUnit(tx, tables, parentId);
    const types = await typesToHave(tx, tables, kind, input.types ?? []);
    const doubts = await duplicateDoubts(tx, tables, { name, email, ...details });
    askFirst(confirmed, doubts);

    const number = await numberFor(tx, tables, input.number, groupId);
    const by = viewer.employeeId;
    const plain = { name, kind, email, website, language, description, groupId, ownerId, parentId };
    const figures = { industryCode, companyForm, timeZone, annualRevenue, staff };
    const [made] = await tx
      .insert(customers)
      .values({
        ...plain,
        ...figures,
        custom,
        ...details,
        ...(origin && { businessStatus: origin.record.status, businessStatusOn: origin.record.statusOn }),
        number,
        companyId: company.id,
        stage,
        // A prospect at the start is no choice by hand: its first invoice may make it active (decisions 7.3).
        stageReason: stage === "prospect" ? "created" : "manual",
        createdBy: by,
        updatedBy: by,
      })
      .returning({ id: customers.id });
    if (!made) throw new Error("no customer");
    await keepUnique(tx, tables, made.id, custom);
    await saveExternalIds(tx, made.id, input, change);
    await writeLinks(tx, { customerId: made.id, grouping: "types", before: [], after: types });
    change("types", [], types);
    const related = await companiesOfNew(tx, tables, company.id);
    if (related.length) {
      await tx.insert(customerCompanies).values(related.map((companyId) => ({ customerId: made.id, companyId })));
      change("relatedCompanies", [], related);
    }
    const headOffice = await addHeadOffice(tx, { customerId: made.id, by }, input);
    if (headOffice) change("headOffice", null, headOffice);
    await addFirstContact(tx, { customerId: made.id, by }, input);
    return reached(tx, tables, made.id, doubts, confirmed);
  },
});

/** Changes what the form sends and nothing else. An archived customer takes no changes. */
export const updateCustomer = command({
  may: "customers.edit",
  on: customers,
  log: "customer.updated",
  input: customerInput,
  async run({ viewer, tx, tables, row, confirmed, change }, input) {
    if (row.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    if (isMasked(viewer, row.companies) && ("ownerId" in input || "groupId" in input)) {
      throw new Invalid({ "": { key: "formChanged" } });
    }
    keepToUsed(viewer, input, externalFields);
    const { types: chosen, custom: sent, accountingId, hubspotId, ...given } = input;
    const custom = sent && (await customAfter(tx, tables, row.custom, sent, change));
    const { details, problems } = judgedByCountry(row, given);
    if (Object.keys(problems).length) throw new Invalid(problems);
    const after = { ...row, ...given, ...details };
    await checkReferences({ viewer, tx, tables }, given, { companies: row.companies }, row);
    if (given.number !== undefined && given.number !== row.number)
      await checkNumber(tx, given.number, after.groupId, row.id);
    const held = await heldBy(tx, row.id, "types");
    const types = chosen ? await typesToHave(tx, tables, after.kind, chosen, held) : held;
    const doubts = [
      ...(await duplicateDoubts(tx, tables, changedKeys(row, after), row.id)),
      ...(await invoicingDoubts(tx, tables, row.id, held, types)),
    ];

    await tx
      .update(customers)
      .set({
        ...given,
        ...details,
        ...(custom && { custom }),
        ...(after.stage !== row.stage && { stageReason: "manual" }),
        ...touched(customers, viewer.employeeId),
      })
      .where(eq(customers.id, row.id));
    if (custom) await keepUnique(tx, tables, row.id, custom);
    await saveExternalIds(tx, row.id, { accountingId, hubspotId }, change);
    await writeLinks(tx, { customerId: row.id, grouping: "types", before: held, after: types });
    if (types.join() !== held.join()) change("types", held, types);
    return reached(tx, tables, row.id, doubts, confirmed);
  },
});

/** The stage follows invoices and won sales cases again, whoever chose it (decisions 7.3). */
export const followStage = command({
  may: "customers.edit",
  on: customers,
  log: "customer.stageFollowed",
  input: noInput,
  async run({ viewer, tx, row }) {
    if (row.archivedAt) throw new Invalid({ "": { key: "customerArchived" } });
    await followAgain(tx, viewer, row.id);
    return { id: row.id };
  },
});

/** Out of lists and choices, with its history; takes no changes until it is brought back. */
export const archiveCustomer = command({
  may: "customers.edit",
  on: customers,
  log: "customer.archived",
  input: z.strictObject({ archiveReason: optional(longText(500)).optional() }),
  async run({ viewer, tx, row }, { archiveReason = null }) {
    if (!row.archivedAt) {
      const archived = { archivedAt: sql`now()`, archivedBy: viewer.employeeId, archiveReason };
      await tx
        .update(customers)
        .set({ ...archived, ...touched(customers, viewer.employeeId) })
        .where(eq(customers.id, row.id));
    }
    return { id: row.id };
  },
});

export const unarchiveCustomer = command({
  may: "customers.edit",
  on: customers,
  log: "customer.unarchived",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    const inUse = { archivedAt: null, archivedBy: null, archiveReason: null };
    await tx
      .update(customers)
      .set({ ...inUse, ...touched(customers, viewer.employeeId) })
      .where(eq(customers.id, row.id));
    return { id: row.id };
  },
});

/** Into the bin, from where it can be brought back for 30 days; not while other records hang on it. */
export const deleteCustomer = command({
  may: "deleteCustomer",
  on: customers,
  log: "customer.deleted",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    const blockers = await blockersIn(tx, viewer, row.id);
    if (blockers && isBlocked(blockers)) throw new Invalid({ "": { key: "customerInUse" } });
    const deleted = { deletedAt: sql`now()`, deletedBy: viewer.employeeId };
    await tx
      .update(customers)
      .set({ ...deleted, ...touched(customers, viewer.employeeId) })
      .where(eq(customers.id, row.id));
    return { id: row.id };
  },
});

export const restoreFromBin = command({
  may: "deleteCustomer",
  on: customers,
  among: customersInBin,
  log: "customer.restored",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    const kept = { deletedAt: null, deletedBy: null };
    await tx
      .update(customers)
      .set({ ...kept, ...touched(customers, viewer.employeeId) })
      .where(eq(customers.id, row.id));
    return { id: row.id };
  },
});

/** The number as given, else the next of the series; where numbers are given by hand, one has to be given. */
async function numberFor(tx: Transaction, tables: Tables, given: string | undefined, groupId: number | null) {
  if (given !== undefined) {
    await checkNumber(tx, given, groupId, null);
    return given;
  }
  const [settings] = await tx.select({ mode: tables.settings.numberingMode }).from(tables.settings);
  if (settings?.mode === "manual") throw new Invalid({ number: { key: "required" } });
  const [taken] = await takeNumbers(tx, groupId, 1);
  if (!taken) throw new Error("no number");
  return taken;
}

async function checkNumber(tx: Transaction, number: string, groupId: number | null, customerId: number | null) {
  const problem = await numberProblem(tx, number, { groupId, customerId });
  if (problem) throw new Invalid({ number: problem });
}

type Row = typeof customers.$inferSelect;
const keys = ["name", "businessId", "vatNumber", "email", "phone"] as const;

const changedKeys = (before: Row, after: Pick<Row, (typeof keys)[number]>) =>
  Object.fromEntries(keys.filter((key) => after[key] !== before[key]).map((key) => [key, after[key]]));
