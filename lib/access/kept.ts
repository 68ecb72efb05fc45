import "server-only";
import { sql } from "drizzle-orm";
import type { Tables } from "./rows";

type Statement<Result> = { execute(values?: Record<string, unknown>): Promise<Result> };

/** Written lately, the last used at the end. */
const statements = new Map<string, Statement<unknown>>();
const mostKept = 200;

/** A number for each set of cut tables: equal facts about a viewer have the very same tables (rows.ts). */
const numbers = new WeakMap<Tables, number>();
let last = 0;

/**
 * Asks the database by a statement that is written once for equal facts about the viewer and an equal question: to write
 * the statement of a card or a list costs a sixth of its page. Its text is kept between requests, never what it finds.
 * @param question names the statement and holds everything it depends on besides the viewer, except what is `given`
 * @param values those that the statement takes as `given`, by name
 */
export function kept<Result>(
  tables: Tables,
  question: readonly [name: string, ...rest: unknown[]],
  write: () => { prepare(name: string): Statement<Result> },
  values?: Record<string, number>,
): Promise<Result> {
  const key = `${numberOf(tables)} ${JSON.stringify(question)}`;
  // Without a name Postgres plans it anew each time, for the values of that time.
  const statement = (statements.get(key) as Statement<Result> | undefined) ?? write().prepare("");
  statements.delete(key);
  statements.set(key, statement);
  if (statements.size > mostKept) statements.delete(statements.keys().next().value ?? "");
  return statement.execute(values);
}

/** Stands in a kept statement for a number, such as an id, that is known when it is asked. */
export const given = (name: string): number => sql.placeholder(name) as unknown as number;

function numberOf(tables: Tables): number {
  const known = numbers.get(tables) ?? ++last;
  numbers.set(tables, known);
  return known;
}
