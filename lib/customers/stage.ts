import "server-only";
import { sql } from "drizzle-orm";
import { customers, invoices, salesCases, salesStatuses, settings } from "@/db/schema/index";
import { recordEach } from "@/lib/access/audit";
import type { Transaction } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";

type Turned = { id: number; version: number; before: string; after: string };

/**
 * Lets the stage of customers follow what has become of them (decisions 7.3, 7.23): a prospect is active from its first
 * issued invoice or won sales case on, and a prospect again where neither is left. Won cases count only while the
 * settings say so. A stage chosen by hand, or "active" from an import, stays.
 * @param ids null looks at every customer, after the setting has changed
 * @returns how many changed
 */
export async function deriveStages(tx: Transaction, viewer: Viewer, ids: readonly number[] | null): Promise<number> {
  const among = ids ? sql`c.id = any(${sql.param([...ids])}::bigint[])` : sql`true`;
  const isInvoiced = sql`exists (select from ${invoices} i where i.customer_id = c.id and i.status = 'issued')`;
  const hasWon = sql`s.won_makes_active and exists (select from ${salesCases} d join ${salesStatuses} t on t.id = d.status_id
    where d.customer_id = c.id and t.state = 'won')`;
  const judged = sql`select c.id, c.stage,
      case when ${isInvoiced} then 'invoice' when ${hasWon} then 'won' else 'created' end as reason
    from ${customers} c cross join ${settings} s
    where ${among} and (c.stage_reason in ('created', 'invoice', 'won')
      or c.stage_reason = 'imported' and c.stage = 'prospect')`;
  const { rows } = await tx.execute<Turned>(sql`
    update ${customers} c set stage_reason = judged.reason,
      stage = case judged.reason when 'created' then 'prospect' else 'active' end,
      version = c.version + 1, updated_at = now(), updated_by = ${viewer.employeeId}
    from (${judged}) judged where judged.id = c.id and c.stage_reason <> judged.reason
      and not (c.stage_reason = 'imported' and judged.reason = 'created')
    returning c.id::int as id, c.version, judged.stage as before, c.stage as after`);
  const turned = rows.filter(({ before, after }) => before !== after);
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
