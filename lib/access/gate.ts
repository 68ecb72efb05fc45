import "server-only";
import { and, eq, getTableColumns, getTableName, type InferSelectModel, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { PoolClient } from "pg";
import { cache } from "react";
import type { z } from "zod";
import { db, longDb, onConnection } from "@/db/client";
import { customers } from "@/db/schema/index";
import { Invalid, problemsOf } from "@/lib/errors";
import { absent, type Outcome, refusalOf } from "@/lib/outcome";
import { type Change, changesBetween, record, type Source } from "./audit";
import { isBusy, isDiskFull } from "./busy";
import { merge } from "./conflicts";
import { problemsOfDatabase } from "./constraints";
import { rememberedResult, rememberResult } from "./form-keys";
import type { Permission } from "./permissions";
import { type Post, postOf, type Values } from "./post";
import { noteAbsence, refuse } from "./refused";
import { readFrom } from "./replica";
import { rules, type TableName, type Tables, visibleTables } from "./rows";
import type { Viewer } from "./viewer";

export type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];
type Reader = Pick<typeof db, "select" | "selectDistinct" | "selectDistinctOn" | "with" | "$with" | "$count">;

export type ReadScope = { viewer: Viewer; db: Reader; tables: Tables };

/**
 * A named read: a viewer, a permission, and only the rows open to that viewer. Refused = absent (404).
 * @param isReport whether, by its first argument, it is a report: a replica may answer that (replica.ts). It keeps no
 *   statements, which would belong to one server
 */
export function query<Args extends unknown[], Result>(
  permission: Permission | "signed in",
  run: (scope: ReadScope, ...args: Args) => Promise<Result>,
  { isReport }: { isReport?: (asked: Args[0]) => boolean } = {},
) {
  const door = async (viewer: Viewer, ...args: Args): Promise<Result> => {
    demand(viewer, permission);
    const tables = visibleTables(viewer);
    const onPrimary = () => run({ viewer, db, tables }, ...args);
    if (!isReport?.(args[0])) return onPrimary();
    const onReplica = (client: PoolClient) => run({ viewer, db: onConnection(client), tables }, ...args);
    return readFrom("replica", { onPrimary, onReplica });
  };
  return Object.assign(cache(door), { permission });
}

type Target = PgTable & { id: unknown };

type WriteScope<Row> = {
  viewer: Viewer;
  tx: Transaction;
  tables: Tables;
  /** The row the command acts on, within reach and locked. */
  row: Row;
  /** Doubts the person has already answered with "do it anyway". */
  confirmed: ReadonlySet<string>;
  /** Adds a change to the log that the row itself does not show, such as members of a group. */
  change: (field: string, before: unknown, after: unknown) => void;
  /** Adds to the log line what is no value of the row, such as where its values come from. */
  fact: (name: string, value: string) => void;
};

type Spec<Input extends z.ZodType, Result, On extends Target | undefined, Subject extends Target | undefined> = {
  may: Permission | "signed in";
  /** The table whose row the command acts on; a create acts on its parent. */
  on?: On;
  /** Extra condition on that row, for example only those in the bin. Replaces the reach of the row rules. */
  among?: (viewer: Viewer) => SQL | undefined;
  /** Where the row is made when it is first written to: finds or makes it by the posted id, within reach, and names it. */
  begin?: (
    scope: Omit<WriteScope<unknown>, "row" | "confirmed" | "change" | "fact">,
    id: number | null,
  ) => Promise<number>;
  /** The table whose row is left behind, where that is not `on`. */
  subject?: Subject;
  log: string;
  /** What leaves everything as it was is not told in the log. */
  onlyChanges?: true;
  source?: Source;
  /** Thousands of rows: runs on the small pool, whose statements may take minutes. */
  long?: true;
  input: Input;
  run: (
    scope: WriteScope<On extends Target ? InferSelectModel<On> : undefined>,
    input: z.output<Input>,
  ) => Promise<Result>;
};

export type Command<Result> = ((viewer: Viewer, values: Values) => Promise<Outcome<Result>>) & {
  permission: Permission | "signed in";
  log: string;
};

/**
 * A named write. One transaction: permission, strict input, the row found within reach and locked, versions compared,
 * the work, its log line. The same form key again gives the first result.
 */
export function command<
  Input extends z.ZodType,
  Result extends { id: number },
  On extends Target | undefined = undefined,
  Subject extends Target | undefined = On,
>(spec: Spec<Input, Result, On, Subject>): Command<Result> {
  const subject = (spec.subject ?? spec.on) as Target | undefined;

  async function carryOut(tx: Transaction, viewer: Viewer, post: Post): Promise<Result> {
    const remembered = await rememberedResult<Result>(tx, viewer, spec.log, post);
    if (remembered) return remembered;
    const tables = visibleTables(viewer);
    const id = spec.begin ? await spec.begin({ viewer, tx, tables }, post.id) : post.id;
    const row = spec.on ? await target(tx, viewer, spec.on, id, spec.among) : undefined;
    const posted = spec.input.safeParse(post.fields);
    const understood = (posted.success ? posted.data : {}) as Values;
    const fields = row && spec.on && spec.on === subject && (await merge(tx, spec.on, row, post, understood));
    const input = fields ? spec.input.safeParse(fields) : posted;
    if (!input.success) throw new Invalid(problemsOf(input.error));

    const changes: Change[] = [];
    const change: WriteScope<unknown>["change"] = (field, before, after) => changes.push({ field, before, after });
    const facts: Record<string, string> = {};
    const fact: WriteScope<unknown>["fact"] = (name, value) => {
      facts[name] = value;
    };
    const scope = { viewer, tx, tables, row, confirmed: post.confirmed, change, fact };
    const result = await spec.run(scope as never, input.data);

    const left = subject && (await rowOf(tx, subject, result.id));
    const own = subject ? changesBetween(row && spec.on === subject ? row : {}, left ?? {}) : [];
    const told = [...own, ...changes];
    if (told.length || !spec.onlyChanges) {
      await record(tx, {
        actorId: viewer.employeeId,
        action: spec.log,
        source: spec.source ?? "web",
        subject: subject ? getTableName(subject) : null,
        subjectId: result.id,
        subjectVersion: typeof left?.version === "number" ? left.version : null,
        customerId: subject ? customerOf(subject, { ...result, ...row, ...left }) : null,
        changes: told,
        facts: Object.keys(facts).length ? facts : undefined,
        network: viewer.facts.network,
      });
    }
    await rememberResult(tx, viewer, spec.log, post, result);
    return result;
  }

  const door = async (viewer: Viewer, values: Values): Promise<Outcome<Result>> => {
    demand(viewer, spec.may);
    // Whoever looks with another person's eyes changes nothing, in nobody's name.
    if (viewer.facts.viewedBy) return { ok: false, problems: { "": { key: "viewingAs" } } };
    const post = postOf(values);
    try {
      const pool = spec.long ? longDb : db;
      return { ok: true, result: await inTransaction(pool, Boolean(post.formKey), (tx) => carryOut(tx, viewer, post)) };
    } catch (error) {
      if (error instanceof Unsettled) return { ok: false, problems: { "": { key: "unsettled" } } };
      const refusal = refusalOf(error);
      if (refusal) return refusal;
      const problems = problemsOfDatabase(error);
      if (problems) return { ok: false, problems };
      const row = spec.on && post.id !== null ? { table: spec.on, id: post.id } : undefined;
      if (row || !spec.on) noteAbsence(viewer, error, spec.log, row);
      throw error;
    }
  };
  return Object.assign(door, { permission: spec.may, log: spec.log });
}

/** Whose card a row belongs to. */
function customerOf(table: Target, row: Values): number | null {
  const id = table === customers ? row.id : row.customerId;
  return typeof id === "number" ? id : null;
}

/** Without the right nothing is there, and the security log says who was refused. */
export function demand(viewer: Viewer, permission: Permission | "signed in") {
  if (permission !== "signed in" && !viewer.can(permission)) refuse(viewer, permission);
}

async function target(
  tx: Transaction,
  viewer: Viewer,
  table: Target,
  id: number | null,
  among?: (viewer: Viewer) => SQL | undefined,
): Promise<Values> {
  if (id === null) return absent();
  const rule = rules[nameOf(table)];
  const within = among ? among(viewer) : rule.rows(viewer);
  const key = getTableColumns(table).id;
  if (!key) throw new Error(`${getTableName(table)} has no id`);
  if (key.getSQLType() === "smallint" && id >= 2 ** 15) return absent();
  const [row] = await tx
    .select()
    .from(table as PgTable)
    .where(and(eq(key, id), within))
    .for("no key update");
  return row ?? absent();
}

async function rowOf(tx: Transaction, table: Target, id: number): Promise<Values | undefined> {
  const key = getTableColumns(table).id;
  if (!key) return undefined;
  const [row] = await tx
    .select()
    .from(table as PgTable)
    .where(eq(key, id));
  return row;
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const nameOf = (table: PgTable) => camel(getTableName(table)) as TableName;

const passing = new Set(["40001", "40P01"]);
/** How long broken connections are replaced before the person is told, in milliseconds. */
const patience = 3_000;

/** Thrown where the connection broke at the commit: the work was kept or was not, and nobody can ask. */
class Unsettled extends Error {}

/**
 * Deadlocks and lost races are tried again, at most five times, each time a little later. So is a broken connection
 * under a form key: what was kept after all answers with its result and is not done twice. A lock that was not had in
 * time is not: the person has waited long enough.
 */
async function inTransaction<T>(pool: typeof db, hasKey: boolean, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const began = performance.now();
  let isUnsettled = false;
  for (let attempt = 1; ; attempt++) {
    let isDone = false;
    try {
      return await pool.transaction(async (tx) => {
        const result = await work(tx);
        isDone = true;
        return result;
      });
    } catch (error) {
      const isBroken = isBusy(error) && !isDiskFull(error);
      isUnsettled ||= isDone && isBroken;
      const code = (error as { cause?: { code?: string } }).cause?.code;
      if (hasKey && isBroken && performance.now() - began < patience) await pause(250);
      else if (passing.has(code ?? "") && attempt < 5) await pause(20 * attempt + Math.random() * 50);
      else throw isUnsettled ? new Unsettled("commit", { cause: error }) : error;
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
