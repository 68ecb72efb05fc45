import "server-only";
import { and, asc, eq, getTableColumns, ne, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import {
  activityTypes,
  companyGroups,
  contactRoles,
  customerTypes,
  customFields,
  customOptions,
  keywords,
  contactKeywordLinks as links,
  mailingLists,
  segmentGroups,
  segments,
  specialGroups,
  tags,
  teams,
} from "@/db/schema/index";
import { type Command, command, type Transaction } from "@/lib/access/gate";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { hasOptions } from "@/lib/custom-fields/rules";
import { switchUnique } from "@/lib/custom-fields/writes";
import { typeInvoicingDoubts } from "@/lib/customers/parts";
import { Invalid } from "@/lib/errors";
import { absent, askFirst } from "@/lib/outcome";
import { entryInput, gathered, mergeInput, moveInput, newEntryInput, spread, stateInput } from "./fields";
import { isRegister, type Register, type RegisterName, registerNames, registerOf } from "./rules";

type Done = { id: number; register: RegisterName };

/** Every register's table has at least what this one has, and a place where people choose the order. */
type EntryTable = typeof segmentGroups;

const tableOf = {
  customFields,
  customOptions,
  customerTypes,
  contactRoles,
  keywords,
  activityTypes,
  companyGroups,
  segmentGroups,
  segments,
  specialGroups,
  tags,
  teams,
} satisfies Record<RegisterName, unknown>;

type Entries = { name: RegisterName; register: Register; table: EntryTable; within: PgColumn | undefined };

function entriesOf(name: RegisterName): Entries {
  const register = registerOf(name);
  const table = tableOf[name] as unknown as EntryTable;
  const columns: Record<string, PgColumn> = getTableColumns(table);
  return { name, register, table, within: register.within ? columns[register.within] : undefined };
}

/** One door for all registers: the form says in `register` which of them is meant. */
function forEach(make: (entries: Entries) => Command<Done>): Command<Done> {
  const commands = new Map(registerNames.map((name) => [name, make(entriesOf(name))]));
  const door = async (viewer: Viewer, { register, ...values }: Values) => {
    const known = isRegister(register) ? commands.get(register) : undefined;
    const outcome = known ? await known(viewer, gathered(values)) : absent();
    return outcome.ok ? outcome : { ...outcome, fresh: spread(outcome.fresh ?? {}) };
  };
  return Object.assign(door, { permission: "settings" as const, log: "register" });
}

/** A new entry stands last. */
export const addEntry = forEach(({ name, register, table, within }) =>
  command({
    may: "settings",
    subject: table,
    log: `${register.noun}.created`,
    input: newEntryInput(name),
    async run({ viewer, tx, tables }, input) {
      if (name === "customOptions") await checkChoosable(tx, input.fieldId);
      if (name === "segments") await checkParent(tx, tables.segmentGroups, "segmentGroupId", input);
      if (name === "teams") await checkParent(tx, tables.companies, "companyId", input);
      const values: Values = { ...input };
      if (register.isOrdered) values.position = await nextPlace(tx, table, within && eq(within, input[within.name]));
      if (name === "specialGroups")
        Object.assign(values, { createdBy: viewer.employeeId, updatedBy: viewer.employeeId });
      const [entry] = await tx
        .insert(table)
        .values(values as typeof table.$inferInsert)
        .returning({ id: table.id });
      if (!entry) throw new Error(`no ${register.noun}`);
      return { id: entry.id, register: name };
    },
  }),
);

export const saveEntry = forEach(({ name, register, table }) =>
  command({
    may: "settings",
    on: table,
    log: `${register.noun}.updated`,
    input: entryInput(name),
    async run({ tx, tables, row, confirmed }, input) {
      if (name === "customerTypes" && (row as Values).invoicingAllowed && (input as Values).invoicingAllowed === false)
        askFirst(confirmed, await typeInvoicingDoubts(tx, tables, row.id));
      if (name === "customFields") await switchUnique(tx, row.id, (row as Values).isUnique, (input as Values).isUnique);
      await renew(tx, table, row.id, input);
      return { id: row.id, register: name };
    },
  }),
);

/** One place up or down among its own; at the end it stays. */
export const moveEntry = forEach(({ name, register, table, within }) =>
  command({
    may: "settings",
    on: table,
    log: `${register.noun}.moved`,
    input: moveInput,
    async run({ tx, row }, { direction }) {
      const among = within && eq(within, (row as Values)[within.name]);
      const rows = await tx
        .select({ id: table.id })
        .from(table)
        .where(among)
        .orderBy(...places(table))
        .for("update");
      const ids = rows.map(({ id }) => id);
      const from = ids.indexOf(row.id);
      const to = direction === "up" ? from - 1 : from + 1;
      const other = ids[to];
      if (other !== undefined) {
        ids[to] = row.id;
        ids[from] = other;
        await tx
          .update(table)
          .set({ position: sql`array_position(${sql.param(ids)}::bigint[], ${table.id})` })
          .where(among);
      }
      return { id: row.id, register: name };
    },
  }),
);

/** Disabled, an entry stays where it is used and is not offered any more. The default cannot be disabled. */
export const switchEntry = forEach(({ name, register, table, within }) =>
  command({
    may: "settings",
    on: table,
    log: `${register.noun}.switched`,
    input: stateInput,
    async run({ tx, row }, { to }) {
      if (to === "disabled") keepOffered(register, row);
      if (to === "disabled" || to === "inUse") {
        await renew(tx, table, row.id, { disabledAt: to === "disabled" ? sql`now()` : null });
        return { id: row.id, register: name };
      }
      if (!register.defaults?.includes(to)) absent();
      await tx
        .update(table)
        .set({ [to]: false } as Values)
        .where(and(within && eq(within, (row as Values)[within.name]), ne(table.id, row.id)));
      await renew(tx, table, row.id, { [to]: true, disabledAt: null });
      return { id: row.id, register: name };
    },
  }),
);

/** Only what nothing refers to: the database refuses the rest. */
export const deleteEntry = forEach(({ name, register, table }) =>
  command({
    may: "settings",
    on: table,
    log: `${register.noun}.deleted`,
    input: z.strictObject({}),
    async run({ tx, row }) {
      keepOffered(register, row);
      await tx.delete(table).where(eq(table.id, row.id));
      return { id: row.id, register: name };
    },
  }),
);

/** Contacts with the one keyword have the other from now on, and mailing lists ask for it; the one is gone. */
export const mergeKeyword = command({
  may: "settings",
  on: keywords,
  log: "keyword.merged",
  input: mergeInput,
  async run({ tx, tables, row, change }, { targetId }) {
    const [target] = await tx
      .select({ id: tables.keywords.id, name: tables.keywords.name })
      .from(tables.keywords)
      .where(and(eq(tables.keywords.id, targetId ?? 0), ne(tables.keywords.id, row.id)));
    if (!target) throw new Invalid({ targetId: { key: "chooseOption" } });
    const held = await tx.delete(links).where(eq(links.keywordId, row.id)).returning({ contactId: links.contactId });
    if (held.length > 0) {
      await tx
        .insert(links)
        .values(held.map(({ contactId }) => ({ contactId, keywordId: target.id })))
        .onConflictDoNothing();
    }
    await tx
      .update(mailingLists)
      .set({ filter: sql`${mailingLists.filter} || jsonb_build_object('keyword', ${String(target.id)}::text)` })
      .where(sql`${mailingLists.filter} ->> 'keyword' = ${String(row.id)}`);
    await tx.delete(keywords).where(eq(keywords.id, row.id));
    change("mergedInto", null, target.name);
    return { id: row.id, contacts: held.length };
  },
});

const places = (table: EntryTable) => [asc(table.position), asc(table.id)];

async function nextPlace(tx: Transaction, table: EntryTable, among: SQL | undefined): Promise<number> {
  const [last] = await tx
    .select({ place: sql<number>`coalesce(max(${table.position}), 0)`.mapWith(Number) })
    .from(table)
    .where(among);
  return (last?.place ?? 0) + 1;
}

const renew = (tx: Transaction, table: EntryTable, id: number, values: Values) =>
  tx
    .update(table)
    .set({ ...values, version: sql`${table.version} + 1` })
    .where(eq(table.id, id));

/** @throws Invalid where the entry is proposed first somewhere, or came with the product */
function keepOffered(register: Register, row: Values) {
  if (row.builtIn) throw new Invalid({ "": { key: "builtInEntry" } });
  if (register.defaults?.some((mark) => row[mark])) throw new Invalid({ "": { key: "defaultNeeded" } });
}

/** @throws Invalid where there is no such custom field, or it is none to choose in */
async function checkChoosable(tx: Transaction, id: unknown): Promise<void> {
  const [field] = await tx
    .select({ kind: customFields.kind })
    .from(customFields)
    .where(eq(customFields.id, Number(id) || 0));
  if (!field || !hasOptions(field.kind)) throw new Invalid({ fieldId: { key: "chooseOption" } });
}

/** @throws Invalid where what a new entry belongs to is not there */
async function checkParent(tx: Transaction, parents: PgTable & { id: PgColumn }, field: string, input: Values) {
  const [parent] = await tx
    .select({ id: parents.id })
    .from(parents as PgTable)
    .where(eq(parents.id, Number(input[field]) || 0));
  if (!parent) throw new Invalid({ [field]: { key: "chooseOption" } });
}
