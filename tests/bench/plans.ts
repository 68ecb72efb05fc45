import fs from "node:fs";
import type { Server } from "./server.ts";

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Node[];
};
export type Statement = { text: string; milliseconds: number; plan: Node };

/** A table with more rows than this is not read from end to end. */
const bigTable = 10_000;

/** From now on Postgres writes down how it carried out every statement of new connections to this database. */
export async function explainEverything(server: Server, database: string): Promise<void> {
  const settings = {
    session_preload_libraries: "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_format": "json",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
  };
  // The library knows its settings only once it is loaded.
  const load = "load 'auto_explain'";
  const lines = Object.entries(settings).map(([name, value]) => `alter database ${database} set ${name} = '${value}'`);
  await server.run(database, [load, ...lines].join("; "));
}

/** The statements that Postgres has written down since a place in its log. */
export function statementsSince(server: Server, offset: number): Statement[] {
  const text = fs.readFileSync(server.log).subarray(offset).toString("utf8");
  const told = /duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g;
  return [...text.matchAll(told)].flatMap(([, milliseconds, json = ""]) => {
    const parsed = JSON.parse(json) as { "Query Text": string; Plan: Node };
    return [{ text: parsed["Query Text"], milliseconds: Number(milliseconds), plan: parsed.Plan }];
  });
}

export const logSize = (server: Server): number => fs.statSync(server.log).size;

/** Who asks, and what is at work in the background, belong to no page. */
export const isOfPage = ({ text }: Statement): boolean => !/from "sessions"|from "?jobs"?|update "?jobs"?/.test(text);

/** Tables with so many rows that reading all of them is a mistake, with their number of rows. */
export async function bigTables(server: Server, database: string): Promise<Map<string, number>> {
  const rows = await server.run<{ name: string; rows: number }>(
    database,
    `select relname as name, reltuples::int as rows from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > ${bigTable}`,
  );
  return new Map(rows.map(({ name, rows }) => [name, rows]));
}

/** Where a statement read most of a big table, by itself or along an index; one that has enough stops long before. */
export function wholeReads({ plan }: Statement, big: Map<string, number>): string[] {
  return nodesOf(plan).flatMap((node) => {
    const name = node["Relation Name"] ?? "";
    const size = big.get(name);
    const loops = node["Actual Loops"] ?? 0;
    if (size === undefined || loops === 0) return [];
    const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
    const read = ((node["Actual Rows"] ?? 0) + removed) * loops;
    return read > size / 2 ? [`${name} (${node["Node Type"]}, ${Math.round(read)} of ${size} rows)`] : [];
  });
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
