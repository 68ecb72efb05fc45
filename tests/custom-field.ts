import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { customers, customFields, customOptions } from "@/db/schema/index";
import { customName } from "@/lib/custom-fields/rules";

type Row = typeof customFields.$inferInsert;
type NewField = Omit<Partial<Row>, "id" | "kind"> & { kind: Row["kind"] };

let made = 0;

/** A field as an administrator would make it, with its options by their Finnish names. */
export async function newField({ names, ...rest }: NewField, options: string[] = []) {
  made += 1;
  const [field] = await db
    .insert(customFields)
    .values({ names: names ?? { fi: `Kenttä ${made}` }, position: made, ...rest })
    .returning();
  const id = field?.id ?? 0;
  const rows = options.map((fi, position) => ({ fieldId: id, names: { fi }, position }));
  const saved = rows.length ? await db.insert(customOptions).values(rows).returning() : [];
  return { id, name: customName(id), options: saved.map((option) => option.id) };
}

/** Takes a field out of use. */
export const retire = (id: number) =>
  db.update(customFields).set({ disabledAt: new Date() }).where(eq(customFields.id, id));

/** The custom values a customer has, by field id. */
export const customOf = async (id: number) =>
  (await db.select().from(customers).where(eq(customers.id, id)))[0]?.custom ?? {};
