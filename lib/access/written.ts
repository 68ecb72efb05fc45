import "server-only";
import { Param, SQL, StringChunk, type Subquery } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

const dialect = new PgDialect({ casing: "snake_case" });

/**
 * A subquery whose text is written once, however often a statement uses it: writing the cut tables anew at each use was
 * the largest cost of a card.
 */
export function written<S extends Subquery>(subquery: S): S {
  const { sql: text, params } = dialect.sqlToQuery(subquery._.sql);
  const pieces = text.split(/\$\d+/);
  if (pieces.length !== params.length + 1) throw new Error("a statement holds something that looks like a parameter");
  const chunks = pieces.flatMap((piece, at) => [
    new StringChunk(piece),
    ...(at < params.length ? [new Param(params[at])] : []),
  ]);
  subquery._.sql = new SQL(chunks);
  return subquery;
}
