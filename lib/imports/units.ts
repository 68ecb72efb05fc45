import "server-only";
import { and, isNull, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { Problem } from "@/lib/errors";
import type { Draft } from "./rules";

/**
 * Drafts that cannot stand below the main unit they name, by line: it is neither a customer in reach and in use nor a
 * row that goes in, or it stands below them itself.
 */
export async function findUnplaced(scope: ReadScope, drafts: Draft[]): Promise<Map<number, Problem>> {
  const open = await openNumbers(scope, drafts);
  const rows = new Map(drafts.flatMap((draft) => (draft.number ? [[draft.number, draft] as const] : [])));
  const judged = new Map<number, Problem | null>();
  for (const draft of drafts) judge(draft);
  return new Map([...judged].filter((entry): entry is [number, Problem] => entry[1] !== null));

  /** Follows the main units up to one that is settled; all on the way share its answer. */
  function judge(draft: Draft): void {
    const way = new Set<Draft>();
    const settled = (at: Draft): Problem | null | undefined => {
      if (way.has(at)) return { key: "unitsRing" };
      if (judged.has(at.line)) return judged.get(at.line) ?? null;
      way.add(at);
      if (!at.mainUnit || open.has(at.mainUnit)) return null;
      return rows.has(at.mainUnit) ? undefined : { key: "mainUnitUnknown" };
    };
    let at: Draft | undefined = draft;
    let answer = settled(draft);
    while (answer === undefined && at) {
      at = rows.get(at.mainUnit ?? "");
      answer = at && settled(at);
    }
    for (const { line } of way) judged.set(line, answer ?? null);
  }
}

/** The numbers named that belong to customers below which others may be placed. */
async function openNumbers({ db, tables: { customers } }: ReadScope, drafts: Draft[]): Promise<Set<string>> {
  const named = [...new Set(drafts.flatMap(({ mainUnit }) => mainUnit ?? []))];
  if (!named.length) return new Set();
  const found = await db
    .select({ number: customers.number })
    .from(customers)
    .where(and(isNull(customers.archivedAt), sql`${customers.number} = any(${sql.param(named)}::text[])`));
  return new Set(found.map(({ number }) => number));
}
