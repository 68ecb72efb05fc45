import { eq, sql } from "drizzle-orm";
import { customers } from "@/db/schema/index";
import { query } from "@/lib/access/gate";
import { vatFromBusinessId } from "@/lib/identifiers/rules";
import type { Register } from "./rules";

/** @property isHidden there are customers with its number that the viewer may not open */
export type Known = { open: { id: number; name: string; number: string }[]; isHidden: boolean };

const mostShown = 5;

/**
 * Which of these businesses are our customers already, by business ID or by the VAT number made of it. Those that the
 * viewer may open are named; of others nothing is told but that there are some.
 * @param ids business IDs as they are stored
 * @returns by business ID; those nobody has are left out
 */
export const knownBusinesses = query("registry", async ({ db, tables }, register: Register, ids: readonly string[]) => {
  const { listedCustomers: listed } = tables;
  const vatNumbers = ids.map((id) => vatFromBusinessId(register.countries[0] ?? null, id));
  const rows = await db
    .select({
      businessId: sql<string>`asked.business_id`,
      id: sql<number>`found.id`.mapWith(Number),
      name: listed.name,
      number: listed.number,
      isOpen: sql<boolean>`coalesce((${listed.full})::boolean, false)`,
    })
    .from(sql`unnest(${sql.param(ids)}::text[], ${sql.param(vatNumbers)}::text[]) asked (business_id, vat_number)`)
    .crossJoinLateral(sql`(${having(sql`business_id`)} union ${having(sql`vat_number`)}) found`)
    .leftJoin(listed, eq(listed.id, sql`found.id`))
    .orderBy(sql`found.id`);

  const known = new Map<string, Known>();
  for (const { businessId, isOpen, id, name, number } of rows) {
    const { open, isHidden } = known.get(businessId) ?? { open: [], isHidden: false };
    if (isOpen && name !== null && number !== null) open.push({ id, name, number });
    known.set(businessId, { open, isHidden: isHidden || !isOpen });
  }
  return known;
});

/** One index scan for each business; what lies in the bin does not count. */
const having = (column: ReturnType<typeof sql>) => sql`(
  select id from ${customers} where ${column} = asked.${column} and deleted_at is null order by id limit ${mostShown})`;
