import "server-only";
import { and, countDistinct, eq, sql } from "drizzle-orm";
import { customFields, customValues } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Values } from "@/lib/access/post";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { Invalid } from "@/lib/errors";
import { absent, type DoubtAbout } from "@/lib/outcome";
import { customFieldsOf } from "./definitions";
import { type CustomField, checkCustom } from "./rules";
import { switchUnique } from "./writes";

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables; row: { id: number } };

/**
 * What the administrator says of a field, as it is stored: what new customers begin with is judged as the field's own
 * values are, also by a new pattern.
 * @throws Invalid where the start value does not fit, or values are not unique
 */
export async function fieldAfter({ viewer, tx, tables, row }: Scope, input: Values): Promise<Values> {
  if ("integrationId" in input && !viewer.uses("hubspot")) throw new Invalid({ "": { key: "formChanged" } });
  const before = (await customFieldsOf({ db: tx, tables }, { all: true })).find(({ id }) => id === row.id) ?? absent();
  const after = { ...before, ...input, isRequired: false } as CustomField;
  const given = "startValue" in input ? input.startValue : asTyped(before.startValue);
  const start = checkCustom(after, given, before.startValue);
  if (!start.ok) throw new Invalid({ startValue: start.problem });
  if (start.value !== null && after.isUnique) throw new Invalid({ startValue: { key: "startUnique" } });
  await switchUnique(tx, row.id, before.isUnique, input.isUnique);
  return "startValue" in input ? { ...input, startValue: start.value } : input;
}

/** A stored value as a form would post it. */
const asTyped = (value: unknown) => [value ?? []].flat().map(String);

/** How many customers lose a value when a field, or an option of it, goes: to be asked first. */
export async function lossDoubts(tx: Transaction, fieldId: number, optionId: number | null): Promise<DoubtAbout[]> {
  const [held] = await tx
    .select({ n: countDistinct(customValues.customerId) })
    .from(customValues)
    .where(
      and(eq(customValues.fieldId, fieldId), optionId === null ? undefined : eq(customValues.value, String(optionId))),
    );
  return held?.n ? [{ mark: `values:${held.n}`, key: "valuesLost", params: { n: held.n } }] : [];
}

/** @throws Invalid where new customers begin with this option */
export async function keepStart(tx: Transaction, fieldId: number, optionId: number): Promise<void> {
  const [begun] = await tx
    .select({ id: customFields.id })
    .from(customFields)
    .where(and(eq(customFields.id, fieldId), sql`${customFields.startValue} @> ${String(optionId)}::jsonb`));
  if (begun) throw new Invalid({ "": { key: "startOption" } });
}
