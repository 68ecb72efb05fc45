import type { NodePgDatabase } from "drizzle-orm/node-postgres";

export type Transaction = Pick<NodePgDatabase, "insert" | "select" | "update">;

/** Ids of what was written, by key. */
export class Written {
  readonly byKey: Record<string, number>;

  /** @param rows in the order of the keys */
  constructor(keys: string[], rows: { id: number }[]) {
    this.byKey = Object.fromEntries(rows.map(({ id }, place) => [keys[place], id]));
  }

  id(key: string): number {
    const id = this.byKey[key];
    if (id === undefined) throw new Error(`nothing has the key "${key}"`);
    return id;
  }
}
