import "server-only";
import { and, count, countDistinct, eq, inArray, sql } from "drizzle-orm";
import { customers, customUniqueValues } from "@/db/schema/index";
import { canonical } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { Invalid, type Problems } from "@/lib/errors";
import { customFieldsOf } from "./definitions";
import { type CustomField, checkCustom, customName, uniqueKey } from "./rules";

type Values = Record<string, unknown>;
type Change = (field: string, before: unknown, after: unknown) => void;

/**
 * The custom values a customer is to have. What was not sent stays; a new customer (`before` null) begins with the
 * fields' start values. Every change is told by the field's name ("custom.12").
 * @throws Invalid with the problem of each field, or where a field is not in use
 */
export async function customAfter(
  tx: Transaction,
  tables: Tables,
  before: Values | null,
  sent: Values,
  change: Change,
): Promise<Values> {
  const fields = await customFieldsOf({ db: tx, tables }, { all: false });
  const known = new Map(fields.map((field) => [String(field.id), field]));
  if (Object.keys(sent).some((id) => !known.has(id))) throw new Invalid({ "": { key: "formChanged" } });
  const problems: Problems = {};
  const after: Values = { ...before };
  for (const field of fields) {
    const id = String(field.id);
    const held = before?.[id] ?? null;
    const isSent = id in sent;
    if (!isSent && before) continue;
    const checked = isSent ? checkCustom(field, sent[id], held) : startOf(field);
    if (!checked.ok) {
      problems[customName(field.id)] = checked.problem;
      continue;
    }
    if (checked.value === null) delete after[id];
    else after[id] = checked.value;
    if (canonical(held) !== canonical(checked.value)) change(customName(field.id), held, checked.value);
  }
  if (Object.keys(problems).length) throw new Invalid(problems);
  return after;
}

/** A field that must be filled in and has nothing to begin with has to be sent. */
const startOf = (field: CustomField): ReturnType<typeof checkCustom> =>
  field.startValue === null && field.isRequired
    ? { ok: false, problem: { key: "required" } }
    : { ok: true, value: field.startValue };

/**
 * When a field is to be unique from now on, the values there are are taken for their customers.
 * @throws Invalid where two customers have the same
 */
export async function switchUnique(tx: Transaction, fieldId: number, before: unknown, after: unknown): Promise<void> {
  if (after === undefined || after === before) return;
  await tx.delete(customUniqueValues).where(eq(customUniqueValues.fieldId, fieldId));
  if (after !== true) return;
  const value = sql`fold(${customers.custom} ->> ${String(fieldId)})`;
  const filled = sql`${customers.custom} ? ${String(fieldId)}`;
  const [held] = await tx
    .select({ all: count(), different: countDistinct(value) })
    .from(customers)
    .where(filled);
  if (held && held.all > held.different) throw new Invalid({ isUnique: { key: "notUnique" } });
  await tx.insert(customUniqueValues).select(
    tx
      .select({
        fieldId: sql`${fieldId}::bigint`.as("field_id"),
        value: value.as("value"),
        customerId: sql`${customers.id}`.as("customer_id"),
      })
      .from(customers)
      .where(filled),
  );
}

/** Takes the unique values of a customer for it alone. @throws Invalid where another customer has one of them */
export async function keepUnique(tx: Transaction, tables: Tables, customerId: number, custom: Values): Promise<void> {
  const fields = (await customFieldsOf({ db: tx, tables }, { all: true })).filter(({ isUnique }) => isUnique);
  if (fields.length === 0) return;
  const ids = fields.map(({ id }) => id);
  await tx
    .delete(customUniqueValues)
    .where(and(eq(customUniqueValues.customerId, customerId), inArray(customUniqueValues.fieldId, ids)));
  const values = fields.flatMap(({ id }) =>
    custom[id] === undefined ? [] : [{ fieldId: id, value: uniqueKey(custom[id]), customerId }],
  );
  if (values.length === 0) return;
  const taken = await tx
    .insert(customUniqueValues)
    .values(values)
    .onConflictDoNothing()
    .returning({ fieldId: customUniqueValues.fieldId });
  const lost = values.filter(({ fieldId }) => !taken.some((one) => one.fieldId === fieldId));
  if (lost.length === 0) return;
  throw new Invalid(Object.fromEntries(lost.map(({ fieldId }) => [customName(fieldId), { key: "taken" as const }])));
}
