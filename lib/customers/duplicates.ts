import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema/index";
import type { Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { DoubtAbout } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { fold } from "@/lib/text";

/** By what two entries may turn out to be one customer; absent and null are not looked for. */
export type DuplicateKeys = Partial<Record<"name" | "businessId" | "vatNumber" | "email" | "phone", string | null>>;

/** Names at least this alike count; below 0.6 the search costs ten times as much and finds mostly strangers. */
const leastAlike = 0.6;
const mostShown = 5;
const archivedTab = 2;

/**
 * Doubts about customers that look like this one. Those the viewer may see are named; of others nothing is told but
 * that there are some. With basic sight only a similar name may give a customer away, never its identifiers.
 * @param except the customer itself
 */
export async function duplicateDoubts(
  tx: Transaction,
  tables: Tables,
  keys: DuplicateKeys,
  except: number | null = null,
): Promise<DoubtAbout[]> {
  const branches = branchesOf(keys, except);
  if (!branches.length) return [];
  await tx.execute(sql`select set_config('pg_trgm.similarity_threshold', ${String(leastAlike)}, true)`);
  const { listedCustomers: listed } = tables;
  const found = await tx
    .select({
      id: sql<number>`found.id`.mapWith(Number),
      name: listed.name,
      number: listed.number,
      tab: listed.tab,
      isOpen: sql<boolean>`coalesce((${listed.full})::boolean or found.by_name and ${listed.id} is not null, false)`,
    })
    .from(
      sql`(select id, bool_or(by_name) as by_name, max(likeness) as likeness
        from (${sql.join(branches, sql` union all `)}) hit group by id) found`,
    )
    .leftJoin(listed, eq(listed.id, sql`found.id`))
    .orderBy(sql`found.likeness desc, found.id`);

  const open = found.filter((customer) => customer.isOpen);
  const inUse = open.filter(({ tab }) => tab !== archivedTab);
  const archived = open.filter(({ tab }) => tab === archivedTab);
  const hidden = found.length > open.length;
  return [
    ...(inUse.length ? [named("duplicates", inUse)] : []),
    ...(archived.length ? [named("duplicatesArchived", archived)] : []),
    ...(hidden ? [{ mark: "duplicatesHidden", key: "duplicatesHidden" } as const] : []),
  ];
}

type Named = { id: number; name: string | null; number: string | null };

function named(key: "duplicates" | "duplicatesArchived", found: Named[]): DoubtAbout {
  const shown = found.slice(0, mostShown);
  return {
    mark: `${key}:${shown.map(({ id }) => id).join(".")}`,
    key,
    links: shown.map(({ id, name, number }) => ({ href: paths.customer(id), label: `${name} (${number})` })),
  };
}

/** One index scan per key; a condition with `or` would read the table. */
function branchesOf({ name, businessId, vatNumber, email, phone }: DuplicateKeys, except: number | null): SQL[] {
  const rows = (byName: boolean, likeness: SQL, condition: SQL) => sql`(
    select id, ${sql.raw(String(byName))} as by_name, ${likeness} as likeness from ${customers}
    where ${condition} and deleted_at is null and id is distinct from ${except}::bigint
    order by likeness desc, id limit ${mostShown})`;
  const exact = (condition: SQL) => rows(false, sql`2::real`, condition);
  const branches: SQL[] = [];
  if (businessId) branches.push(exact(sql`business_id = ${businessId}`));
  if (vatNumber) branches.push(exact(sql`vat_number = ${vatNumber}`));
  if (email) branches.push(exact(sql`lower(email) = ${email}`));
  // The search column has the index; the column itself has the last word.
  if (phone)
    branches.push(exact(sql`search like ${`%${fold(phone).replace(/[\\%_]/g, "\\$&")}%`} and phone = ${phone}`));
  if (name) {
    const key = sql`name_key(${name})`;
    branches.push(rows(true, sql`1.5::real`, sql`name_key = ${key} and name_key <> ''`));
    branches.push(rows(true, sql`1.2::real`, sql`name_key like ${key} || ' %' and length(${key}) >= 5`));
    branches.push(rows(true, sql`similarity(name_key, ${key})`, sql`name_key % ${key}`));
  }
  return branches;
}
