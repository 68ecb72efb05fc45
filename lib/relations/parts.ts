import "server-only";
import { eq, or, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import type { RelationKind } from "./fields";

/** The customers one belongs together with, as far as the viewer may open them; `isReverse` where the other says so. */
export function relationsOf({ db, tables }: Pick<ReadScope, "db" | "tables">, id: number) {
  const { customerRelations: relations, customers: other } = tables;
  const isReverse = sql`${relations.relatedId} = ${id}`;
  const otherId = sql`case when ${isReverse} then ${relations.customerId} else ${relations.relatedId} end`;
  const relation = sql`jsonb_build_object('id', ${relations.id}, 'kind', ${relations.kind}, 'note', ${relations.note},
    'isReverse', ${isReverse}, 'customerId', ${other.id}, 'name', ${other.name}, 'number', ${other.number})`;
  const found = db
    .select({ all: sql`coalesce(jsonb_agg(${relation} order by ${other.name}, ${relations.id}), '[]')` })
    .from(relations)
    .innerJoin(other, eq(other.id, otherId))
    .where(or(eq(relations.customerId, id), eq(relations.relatedId, id)));
  return sql<Relation[]>`(${found})`;
}

export type Relation = {
  id: number;
  kind: RelationKind;
  note: string | null;
  isReverse: boolean;
  customerId: number;
  name: string;
  number: string;
};
