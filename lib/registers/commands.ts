import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import { customFields } from "@/db/schema/index";
import { type Command, command, type Transaction } from "@/lib/access/gate";
import type { Values } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { fieldAfter, keepStart, lossDoubts } from "@/lib/custom-fields/administration";
import { hasOptions } from "@/lib/custom-fields/rules";
import { typeInvoicingDoubts } from "@/lib/customers/parts";
import { Invalid } from "@/lib/errors";
import { absent, askFirst } from "@/lib/outcome";
import { type Entries, entriesOf, freeLetter, keepOffered, nextPlace, places, renew } from "./entries";
import { entryInput, gathered, mergeInput, moveInput, newEntryInput, spread, stateInput } from "./fields";
import { mergeDoubts, moveUses, targetOf, usesOfBoth } from "./merging";
import { isInUse, isRegister, isRoleRegister, type RegisterName, registerNames, registerOf } from "./rules";

type Done = { id: number; register: RegisterName };
type Merged = Done & { moved: number };

/** Those whose entries are made, named and deleted here. */
const kept = registerNames.filter((name) => !registerOf(name).ownPage);

/** One door for all registers, or for those named: the form says in `register` which of them is meant. */
function forEach<Result extends Done>(
  make: (entries: Entries) => Command<Result>,
  names: readonly RegisterName[] = registerNames,
): Command<Result> {
  const commands = new Map(names.map((name) => [name, make(entriesOf(name))]));
  const door = async (viewer: Viewer, { register, ...values }: Values) => {
    const known = isRegister(register) && isInUse(viewer, register) ? commands.get(register) : undefined;
    const outcome = known ? await known(viewer, gathered(values)) : absent();
    return outcome.ok ? outcome : { ...outcome, fresh: spread(outcome.fresh ?? {}) };
  };
  return Object.assign(door, { permission: "settings" as const, log: "register" });
}

/** A new entry stands last. */
export const addEntry = forEach(
  ({ name, register, table, within }) =>
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
        if (isRoleRegister(name)) values.letter ??= await freeLetter(tx, table, values.names, viewer.facts.locale);
        if (register.isOrdered) values.position = await nextPlace(tx, table, within && eq(within, input[within.name]));
        const [entry] = await tx
          .insert(table)
          .values(values as typeof table.$inferInsert)
          .returning({ id: table.id });
        if (!entry) throw new Error(`no ${register.noun}`);
        return { id: entry.id, register: name };
      },
    }),
  kept,
);

export const saveEntry = forEach(
  ({ name, register, table, among }) =>
    command({
      may: "settings",
      on: table,
      among,
      log: `${register.noun}.updated`,
      input: entryInput(name),
      async run({ viewer, tx, tables, row, confirmed }, input) {
        if (
          name === "customerTypes" &&
          (row as Values).invoicingAllowed &&
          (input as Values).invoicingAllowed === false
        )
          askFirst(confirmed, await typeInvoicingDoubts(tx, tables, row.id));
        const isField = name === "customFields";
        const values: Values = isField ? await fieldAfter({ viewer, tx, tables, row }, input) : { ...input };
        if (values.letter === null)
          values.letter = await freeLetter(tx, table, values.names ?? (row as Values).names, viewer.facts.locale);
        await renew(tx, table, row.id, values);
        return { id: row.id, register: name };
      },
    }),
  kept,
);

/** Among its own that are in use: one place up or down, or to the place of another; at the end it stays. */
export const moveEntry = forEach(({ name, register, table, within, among: there }) =>
  command({
    may: "settings",
    on: table,
    among: there,
    log: `${register.noun}.moved`,
    input: moveInput,
    async run({ tx, row }, { direction, place }) {
      const among = within && eq(within, (row as Values)[within.name]);
      const rows = await tx
        .select({ id: table.id, disabledAt: table.disabledAt })
        .from(table)
        .where(among)
        .orderBy(...places(table))
        .for("update");
      const ids = rows.map(({ id }) => id);
      const near = ids.filter((id, at) => id === row.id || !rows[at]?.disabledAt);
      const at = near.indexOf(row.id);
      const to = place ? Number(place) - 1 : at + (direction === "up" ? -1 : 1);
      const other = near[to];
      if (other !== undefined && other !== row.id) {
        ids.splice(ids.indexOf(row.id), 1);
        ids.splice(ids.indexOf(other) + (to < at ? 0 : 1), 0, row.id);
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
export const switchEntry = forEach(({ name, register, table, within, among }) =>
  command({
    may: "settings",
    on: table,
    among,
    log: `${register.noun}.switched`,
    input: stateInput,
    async run({ tx, row }, { to }) {
      if (to === "disabled") keepOffered(register, row);
      if (to === "disabled" && name === "customOptions") await keepStart(tx, Number((row as Values).fieldId), row.id);
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

/**
 * Only what nothing refers to: the database refuses the rest. A custom field or an option goes with its values, once
 * the person knows how many these are; its row stays for the history.
 */
export const deleteEntry = forEach(
  ({ name, register, table, among }) =>
    command({
      may: "settings",
      on: table,
      among,
      long: name === "customFields" || name === "customOptions" ? true : undefined,
      log: `${register.noun}.deleted`,
      input: z.strictObject({}),
      async run({ tx, row, confirmed }) {
        keepOffered(register, row);
        if (name === "customFields") askFirst(confirmed, await lossDoubts(tx, row.id, null));
        if (name === "customOptions") {
          const fieldId = Number((row as Values).fieldId);
          await keepStart(tx, fieldId, row.id);
          askFirst(confirmed, await lossDoubts(tx, fieldId, row.id));
        }
        await tx.delete(table).where(eq(table.id, row.id));
        return { id: row.id, register: name };
      },
    }),
  kept,
);

/** What has the one entry has the other from now on; the one is gone. Where anything changes by it, it asks first. */
export const mergeEntry = forEach<Merged>((entries) =>
  command({
    may: "settings",
    on: entries.table,
    among: entries.among,
    log: `${entries.register.noun}.merged`,
    input: mergeInput,
    long: true,
    async run({ viewer, tx, tables, row, confirmed, change }, { targetId }) {
      if (!entries.register.merges) absent();
      keepOffered(entries.register, row);
      const target = await targetOf(tx, entries, row, targetId);
      const uses = await usesOfBoth({ db: tx, tables }, entries, row, target);
      askFirst(confirmed, await mergeDoubts({ tx, tables }, entries, { row, target, uses }));
      await moveUses(tx, viewer, entries, row, target);
      await tx.delete(entries.table).where(eq(entries.table.id, row.id));
      change("mergedInto", null, target.name ?? target.names);
      return { id: row.id, register: entries.name, moved: uses.moved };
    },
  }),
);

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
