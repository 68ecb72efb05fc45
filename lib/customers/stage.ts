import "server-only";
import { type SQL, sql } from "drizzle-orm";
import {
  customers,
  employees,
  events,
  eventValues,
  invoices,
  salesCases,
  salesStatuses,
  settings,
} from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import type { ReadScope, Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";

/**
 * Lets the stage of customers follow what has become of them (decisions 7.3, 7.23): a prospect is active from its first
 * issued invoice or won sales case on, and a prospect again where neither is left. Won cases count only while the
 * settings say so. A stage chosen by hand, or "active" from an import, stays.
 * @param ids null looks at every customer, after the setting has changed
 * @returns how many changed
 */
export async function deriveStages(tx: Transaction, viewer: Viewer, ids: readonly number[] | null): Promise<number> {
  await takeTurns(tx, ids);
  const turned = (await derive(tx, viewer, ids, follows)).filter(({ before, after }) => before !== after);
  const lines = turned.map(({ id, version, before, after }) => ({
    id,
    version,
    changes: [{ field: "stage", before, after }],
  }));
  const head = {
    actorId: viewer.employeeId,
    action: "customer.stageDerived",
    source: "system",
    subject: "customers",
  } as const;
  await recordEach(tx, head, lines);
  return turned.length;
}

/** The stage of one customer follows again, whoever chose it before. The log line is the command's own. */
export async function followAgain(tx: Transaction, viewer: Viewer, id: number): Promise<void> {
  await takeTurns(tx, [id]);
  await derive(tx, viewer, [id], sql`true`);
}

/** How many customers would change if won sales cases began to count, or ceased to. */
export async function stageTurns(db: Pick<Transaction, "select">, wonCounts: boolean): Promise<number> {
  const judged = judgedOf(sql`true`, follows, sql`${wonCounts}::boolean`);
  const [found] = await db
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(sql`(${judged}) judged`)
    .where(sql`${turns} and judged.stage <> ${stageOf}`);
  return found?.n ?? 0;
}

/**
 * Those who change one customer's cases or invoices come one after the other, and not while the setting changes: each
 * has to see what the one before has done.
 */
async function takeTurns(tx: Transaction, ids: readonly number[] | null): Promise<void> {
  const lock = ids ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await tx.execute(sql`select ${lock}(hashtextextended('customers.stage', 0))`);
  if (ids) {
    await tx.execute(sql`select from ${customers} c where c.id = any(${sql.param([...ids])}::bigint[])
      order by c.id for no key update`);
  }
}

/** Whose stage follows. */
const follows = sql`(c.stage_reason in ('created', 'invoice', 'won') or c.stage_reason = 'imported' and c.stage = 'prospect')`;
/** A prospect from an import stays one of those until something makes it active. */
const turns = sql`judged.before <> judged.reason and not (judged.before = 'imported' and judged.reason = 'created' and judged.stays)`;
const stageOf = sql`case judged.reason when 'created' then 'prospect' else 'active' end`;

/** Of each customer that follows what its stage is, why, and why it should be what it should be. */
function judgedOf(among: SQL, following: SQL, wonCounts: SQL): SQL {
  const isInvoiced = sql`exists (select from ${invoices} i where i.customer_id = c.id and i.status = 'issued')`;
  const hasWon = sql`${wonCounts} and exists (select from ${salesCases} d join ${salesStatuses} t on t.id = d.status_id
    where d.customer_id = c.id and t.state = 'won')`;
  return sql`select c.id, c.stage, c.stage_reason as before, ${follows} as stays,
      case when ${isInvoiced} then 'invoice' when ${hasWon} then 'won' else 'created' end as reason
    from ${customers} c cross join ${settings} s where ${among} and ${following}`;
}

type Turned = { id: number; version: number; before: string; after: string };

async function derive(tx: Transaction, viewer: Viewer, ids: readonly number[] | null, following: SQL) {
  const among = ids ? sql`c.id = any(${sql.param([...ids])}::bigint[])` : sql`true`;
  const { rows } = await tx.execute<Turned>(sql`
    update ${customers} c set stage_reason = judged.reason, stage = ${stageOf},
      version = c.version + 1, updated_at = now(), updated_by = ${viewer.employeeId}
    from (${judgedOf(among, following, sql`s.won_makes_active`)}) judged where judged.id = c.id and ${turns}
    returning c.id::int as id, c.version, judged.stage as before, c.stage as after`);
  return rows;
}

/** Why the stage of a customer is what it is, as far as the viewer may know: what made it active, or who chose it. */
export type StageFacts = {
  reason: (typeof customers.$inferSelect)["stageReason"];
  /** Day of the first issued invoice. */
  invoicedOn: string | null;
  /** When the first of its won sales cases was closed. */
  wonAt: string | null;
  chosenAt: string | null;
  chosenBy: string | null;
};

/** The facts of a customer in reach, as a column of `customers`. */
export function stageFactsOf({ tables }: Pick<ReadScope, "tables">, id: number): SQL<StageFacts> {
  const { stageReason } = tables.customers;
  const invoicedOn = sql`select min(i.issued_on) from (select * from ${tables.invoices}) i
    where i.customer_id = ${id} and i.status = 'issued'`;
  const wonAt = sql`select min(d.closed_at) from (select * from ${tables.salesCases}) d
    join (select * from ${tables.salesStatuses}) t on t.id = d.status_id where d.customer_id = ${id} and t.state = 'won'`;
  const chosen = sql`select jsonb_build_object('chosenAt', e.at, 'chosenBy', concat_ws(' ', a.first_name, a.last_name))
    from ${events} e join ${eventValues} v on v.event_id = e.id left join ${employees} a on a.id = e.actor_id
    where e.subject = 'customers' and e.subject_id = ${id} and v.field = 'stage' order by e.id desc limit 1`;
  const when = (reason: string, facts: SQL) => sql`case ${stageReason} when ${reason} then (${facts}) end`;
  return sql<StageFacts>`(jsonb_build_object('reason', ${stageReason}, 'invoicedOn', ${when("invoice", invoicedOn)},
    'wonAt', ${when("won", wonAt)}) || coalesce(${when("manual", chosen)}, '{}'))`;
}
