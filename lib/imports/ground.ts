import "server-only";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { customFieldsOf } from "@/lib/custom-fields/definitions";
import { externalFieldsFor } from "@/lib/customers/fields";
import { mayOwnCustomers, servesAsOwner } from "@/lib/employees/rules";
import { fold } from "@/lib/text";
import type { ImportFile } from "./check";
import { wordsIn } from "./custom";
import type { Ground } from "./rules";

/** What the words of the file are compared with: groups, types and people the viewer may choose. */
export async function groundOf(scope: ReadScope, { choices }: Pick<ImportFile, "choices">): Promise<Ground> {
  const { db, tables, viewer } = scope;
  const { companies, customerTypes, employees, groups, settings } = tables;
  const companyId = Number(choices.companyId);
  const [company] = await db.select({ country: companies.country }).from(companies).where(eq(companies.id, companyId));
  const [organisation] = await db
    .select({
      mode: settings.numberingMode,
      numericOnly: settings.numericOnly,
      groupRequired: settings.groupRequired,
    })
    .from(settings);
  const groupRows = await db.select({ id: groups.id, name: groups.name }).from(groups);
  const types = await db.select().from(customerTypes);
  const people = await db
    .select({ id: employees.id, email: employees.email, first: employees.firstName, last: employees.lastName })
    .from(employees)
    .where(
      viewer.can("assignOthers")
        ? and(mayOwnCustomers(employees), servesAsOwner(tables, { companies: [companyId], isNew: true }))
        : eq(employees.id, viewer.employeeId),
    );

  const fields = await customFieldsOf(scope, { all: false });

  const { all, companies: reached } = viewer.customerReach;
  const usualType = types.find(({ defaultCustomer }) => defaultCustomer);
  const consumerType = types.find(({ defaultConsumer }) => defaultConsumer) ?? usualType;
  return {
    country: company?.country ?? "",
    // One that was deleted since the upload is no group any more.
    groupId: groupRows.find(({ id }) => String(id) === choices.groupId)?.id ?? null,
    groupRequired: organisation?.groupRequired ?? false,
    numberRequired: organisation?.mode === "manual",
    numericOnly: organisation?.numericOnly ?? false,
    // Whoever could not see the customers otherwise becomes their owner.
    ownerId: all || reached.includes(companyId) ? null : viewer.employeeId,
    groups: new Map(groupRows.map(({ id, name }) => [fold(name), id])),
    types: new Map(
      types
        .filter(({ disabledAt }) => !disabledAt)
        .flatMap(({ id, names }) => Object.values(names).map((name) => [fold(name), id] as const)),
    ),
    owners: unambiguous(
      people.flatMap(({ id, email, first, last }) => [
        [email, id],
        [`${first} ${last}`, id],
        [`${last} ${first}`, id],
        [`${last}, ${first}`, id],
      ]),
    ),
    usualTypes: { person: idsOf(consumerType), other: idsOf(usualType) },
    external: externalFieldsFor(viewer),
    custom: fields.map((field) => ({ field, words: wordsIn(field) })),
  };
}

const idsOf = (type: { id: number } | undefined): number[] => (type ? [type.id] : []);

/** Names the ground together with the columns: what was read of a row holds for as long as this stays the same. */
export function markOf({ head, mapping }: Pick<ImportFile, "head" | "mapping">, ground: Ground): string {
  const text = JSON.stringify([head.length, mapping, ground], (_, value) =>
    value instanceof Map ? [...value] : value,
  );
  return createHash("sha256").update(text).digest("hex");
}

/** By folded name; a name that means two different rows means none. */
function unambiguous(entries: [name: string, id: number][]): Map<string, number> {
  const found = new Map<string, number | null>();
  for (const [name, id] of entries) {
    const key = fold(name);
    found.set(key, found.has(key) && found.get(key) !== id ? null : id);
  }
  return new Map([...found].filter((entry): entry is [string, number] => entry[1] !== null));
}
