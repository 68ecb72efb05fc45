import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { and, count, eq, isNotNull, like, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { customers, employees, events, importDrafts, importRows, imports, jobs, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { summaryOf } from "@/lib/imports/check";
import { mapColumns, runImport, startImport, uploadImport } from "@/lib/imports/commands";
import { dryRun, getImport, listImported, listRejected } from "@/lib/imports/queries";
import { mostRowsAtOnce } from "@/lib/imports/rules";
import { customerImportWorker } from "@/lib/imports/work";
import { retryJob, stopJob } from "@/lib/jobs/commands";
import { getJob, listJobs } from "@/lib/jobs/queries";
import { nextNumber } from "@/lib/numbering/series";
import { type Cast, cast, having, signedIn } from "./cast";
import { jobOf, until, work } from "./checking";
import { done, lastLine } from "./doing";
import { isWriting, wordsAside } from "./import-moments";

vi.setConfig({ testTimeout: 120_000 });

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
const isLong = process.env.KUMPPANI_TEST_SIZE === "long";
/** A few more than one request takes, one of them wrong and one there twice. */
const many = mostRowsAtOnce + 300;
let we: Cast;
let lists = 0;

beforeAll(async () => {
  we = await cast();
  // A range of its own, so that every number is the next one.
  await db.update(settings).set({ numberingStart: 5_000_000 });
});
beforeEach(async () => {
  await db.delete(jobs);
});

/** A list with names of its own, kept as a file. */
async function uploaded(viewer: Viewer, rows = many) {
  lists += 1;
  const mark = `Lista${lists}`;
  const line = (at: number) => {
    const name = at === 7 ? "" : at === 9 ? `${mark} 8 Oy` : `${mark} ${at} Oy`;
    return { line: at + 2, cells: [name, "Vaasa", "Önni", `Äijälä ${at}`, `onni${at}@${mark}.example`] };
  };
  const head = ["Nimi", "Postitoimipaikka", "Etunimi", "Sukunimi", "Sähköposti"];
  const file = {
    fileName: `${mark}.csv`,
    fileHash: "0".repeat(64),
    head,
    rows: Array.from({ length: rows }, (_, at) => line(at)),
  };
  const id = await done(uploadImport, viewer, { ...file, stage: "active", groupId: "", companyId: "" });
  return { id, mark, good: rows - 2 };
}

const jobIdOf = async (importId: number) => (await fileOf(importId)).jobId ?? 0;
async function fileOf(importId: number) {
  const [file] = await db.select().from(imports).where(eq(imports.id, importId));
  if (!file) throw new Error("no such file");
  return file;
}

/** A file whose customers a job is to bring in. */
async function started(viewer: Viewer) {
  const list = await uploaded(viewer);
  await done(startImport, viewer, { id: list.id });
  return { ...list, jobId: await jobIdOf(list.id) };
}

const broughtIn = (mark: string) => db.$count(customers, like(customers.name, `${mark} %`));
const patient = { lease: 30_000 };

/** Everything a list leaves behind, in figures; `made` of each when it came in exactly once. */
async function traces({ id, mark }: { id: number; mark: string }) {
  const named = like(customers.name, `${mark} %`);
  const [whole] = await db
    .select({
      made: count(),
      names: sql<number>`count(distinct ${customers.name})::int`,
      span: sql<number>`(max(${customers.number}::bigint) - min(${customers.number}::bigint) + 1)::int`,
      headOffices: sql<number>`(select count(*) from addresses where customer_id in (select id from customers where name like ${`${mark} %`}))::int`,
      people: sql<number>`(select count(*) from customer_contacts where email like ${`%@${mark.toLowerCase()}.example`})::int`,
      used: sql<number>`(select count(*) from used_numbers where customer_id in (select id from customers where name like ${`${mark} %`}))::int`,
      found: sql<number>`count(*) filter (where ${customers.search} like '%aijala%' and ${customers.city} = 'Vaasa')::int`,
    })
    .from(customers)
    .where(named);
  const linesOf = (action: string) =>
    db.$count(
      events,
      and(
        eq(events.action, action),
        sql`${events.customerId} in (select id from customers where name like ${`${mark} %`})`,
      ),
    );
  return {
    ...whole,
    rows: await db.$count(importRows, and(eq(importRows.importId, id), isNotNull(importRows.customerId))),
    logged: await linesOf("customer.created"),
    contactsLogged: await linesOf("contact.created"),
    ends: await db.$count(events, and(eq(events.action, "import.done"), eq(events.subjectId, id))),
    drafts: await db.$count(importDrafts, eq(importDrafts.importId, id)),
  };
}

/** Once, whole, numbered without gaps, logged, and nothing left of the work. */
async function expectOnce(list: { id: number; mark: string; good: number }) {
  const each = ["made", "names", "span", "headOffices", "people", "used", "found", "rows", "logged", "contactsLogged"];
  expect(await traces(list)).toEqual({
    ...Object.fromEntries(each.map((name) => [name, list.good])),
    ends: 1,
    drafts: 0,
  });
  expect(await fileOf(list.id)).toMatchObject({ status: "done", created: list.good, rejected: 2, checked: null });
}

const runnerFile = path.resolve(import.meta.dirname, "setup/job-runner.mjs");
const running: ChildProcess[] = [];

/** A further server process, once it is at work. */
async function startRunner(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [runnerFile, JSON.stringify({ ...patient, look: 10 })], {
    // Read once, so that the next one is at work sooner.
    env: { ...process.env, NODE_COMPILE_CACHE: path.resolve("test-results/compiled") },
    stdio: ["ignore", "pipe", "ignore"],
  });
  running.push(child);
  await once(child.stdout as NonNullable<typeof child.stdout>, "data");
  return child;
}
afterEach(() => {
  vi.restoreAllMocks();
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

describe("whatever happens to the processes, the customers come in once and whole, or not at all", () => {
  test("killed again and again, at any moment and while they are written", async () => {
    const list = await started(we.aino);
    const first = await nextNumber(db, null);
    const deaths = isLong ? 25 : 10;
    for (let death = 0; death < deaths; death++) {
      const child = await startRunner();
      const isLate = death >= deaths - 3;
      if (isLate) await until(isWriting, 60);
      else await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
      child.kill("SIGKILL");
      await once(child, "exit");
      if (isLate) expect(await broughtIn(list.mark)).toBe(0);
      // Nobody waits for the lease, nor gives the job up after five deaths in a row.
      await db.update(jobs).set({ leasedUntil: sql`least(${jobs.leasedUntil}, now())`, failures: 0 });
    }
    expect(await work(list.jobId, patient)).toMatchObject({ status: "done", done: many, total: many, problem: null });
    await expectOnce(list);
    // Its numbers were taken once.
    expect(await nextNumber(db, null)).toBe(String(Number(first) + list.good));
  }, 300_000);

  test("two at once share the work", async () => {
    const list = await started(we.aino);
    await Promise.all([work(list.jobId, { ...patient, turn: 30 }), work(list.jobId, { ...patient, turn: 30 })]);
    expect(await jobOf(list.jobId)).toMatchObject({ status: "done", done: many });
    await expectOnce(list);
  });

  test("a step whose job was taken over leaves nothing behind, not even the last one", async () => {
    const list = await started(we.aino);
    const { step } = customerImportWorker;
    vi.spyOn(customerImportWorker, "step").mockImplementation(async (scope) => {
      const found = await step(scope);
      if (found.kind === "pieces" && found.long) {
        vi.restoreAllMocks();
        await db.update(jobs).set({ version: sql`${jobs.version} + 1`, leasedUntil: sql`now()` });
      }
      return found;
    });
    expect(await work(list.jobId, patient)).toMatchObject({ status: "done" });
    await expectOnce(list);
  });
});

describe("people", () => {
  test("stop it midway: nothing is in, and it goes on from there when they want", async () => {
    const list = await started(we.aino);
    const { step } = customerImportWorker;
    vi.spyOn(customerImportWorker, "step").mockImplementation(async (scope) => {
      const found = await step(scope);
      if (scope.job.done > 0) await done(stopJob, we.aino, { id: list.jobId });
      return found;
    });
    const stopped = await work(list.jobId, patient);
    expect(stopped).toMatchObject({ status: "stopped", total: many });
    expect(stopped.done).toBeGreaterThan(0);
    expect(stopped.done).toBeLessThan(many);
    expect(await broughtIn(list.mark)).toBe(0);
    expect(await fileOf(list.id)).toMatchObject({ status: "uploaded", created: null });
    vi.restoreAllMocks();
    await expect(retryJob(we.maija, { id: list.jobId })).resolves.toMatchObject({ ok: true });
    expect(await work(list.jobId, patient)).toMatchObject({ status: "done", done: many });
    await expectOnce(list);
    expect(await retryJob(we.aino, { id: list.jobId })).toMatchObject({ problems: { "": { key: "jobNothingLeft" } } });
  });

  test("who lose the right, or leave, end it before anything is in", async () => {
    const list = await started(we.aino);
    const { step } = customerImportWorker;
    vi.spyOn(customerImportWorker, "step").mockImplementationOnce(async (scope) => {
      await db.update(employees).set({ deactivatedAt: new Date() }).where(eq(employees.id, we.aino.employeeId));
      return step(scope);
    });
    expect(await work(list.jobId, patient)).toMatchObject({ status: "stopped", problem: "jobRightsLost" });
    expect(await broughtIn(list.mark)).toBe(0);
    await db.update(employees).set({ deactivatedAt: null }).where(eq(employees.id, we.aino.employeeId));
    we.aino = await signedIn(we.aino.employeeId);
  });

  test("start one job for a file and no second one, and change no columns under it", async () => {
    const list = await started(we.aino);
    expect(await startImport(we.aino, { id: list.id })).toMatchObject({ problems: { "": { key: "jobOpen" } } });
    expect(await mapColumns(we.aino, { id: list.id, "column.1": "" })).toMatchObject({
      problems: { "": { key: "jobOpen" } },
    });
    expect(await db.$count(jobs)).toBe(1);
    await expect(startImport(we.maija, { id: list.id })).rejects.toThrow(absent);
    await expect(startImport(having(we.aino, { import: "no" }), { id: list.id })).rejects.toThrow(absent);
    await done(stopJob, we.aino, { id: list.jobId });
  });

  test("see their own jobs in the list, administrators all, others none", async () => {
    const { jobId, id } = await started(we.aino);
    expect(await listJobs(we.aino, null)).toMatchObject([
      { id: jobId, kind: "customerImport", status: "open", importId: id },
    ]);
    expect(await listJobs(we.maija, null)).toMatchObject([
      { id: jobId, startedBy: we.aino.facts.name, importId: null },
    ]);
    expect(await listJobs(we.maija, jobId)).toEqual([]);
    expect(await listJobs(we.sven, null)).toEqual([]);
    expect(await getJob(we.aino, jobId)).toMatchObject({ importId: id });
    await done(stopJob, we.aino, { id: jobId });
  });
});

describe("the check of a large file", () => {
  test("is a job as well, says what the dry run says, and spares the import reading the rows again", async () => {
    const list = await uploaded(we.aino);
    await done(mapColumns, we.aino, { id: list.id, "column.0": "name" });
    const jobId = await jobIdOf(list.id);
    expect(await work(jobId, patient)).toMatchObject({ kind: "importCheck", status: "done", done: many });
    const { checked } = await fileOf(list.id);
    expect(checked).toEqual(JSON.parse(JSON.stringify(summaryOf(await dryRun(we.aino, list.id)))));
    expect(checked).toMatchObject({ good: list.good, known: 0, wrong: 2, problems: { count: 2 } });
    expect(await broughtIn(list.mark)).toBe(0);

    await done(startImport, we.aino, { id: list.id });
    const { step } = customerImportWorker;
    const steps: string[] = [];
    vi.spyOn(customerImportWorker, "step").mockImplementation(async (scope) => {
      const found = await step(scope);
      steps.push(found.kind);
      return found;
    });
    const running = await jobIdOf(list.id);
    expect(await getJob(we.aino, running)).toMatchObject({ created: null });
    await work(running, patient);
    expect(steps).toEqual(["pieces", "finished"]);
    await expectOnce(list);
    expect(await getJob(we.maija, running)).toMatchObject({ created: list.good, rejected: 2 });
    expect(await wordsAside()).toBe(0);
    expect(await lastLine("imports", list.id, "import.done")).toMatchObject({ by: we.aino.employeeId });
    expect((await listRejected(we.aino, list.id)).rows.map(({ line }) => line)).toEqual([9, 11]);
    expect(await listImported(we.aino, list.id)).toHaveLength(50);
  });

  test("begins anew when other columns are chosen, and what was read under the former ones does not count", async () => {
    const list = await uploaded(we.aino);
    await done(mapColumns, we.aino, { id: list.id, "column.1": "city" });
    const first = await jobIdOf(list.id);
    await done(mapColumns, we.aino, { id: list.id, "column.1": "" });
    expect(await jobOf(first)).toMatchObject({ status: "stopped" });
    await work(await jobIdOf(list.id), patient);
    await done(mapColumns, we.aino, { id: list.id, "column.1": "region" });
    await work(await jobIdOf(list.id), patient);
    const judged = await db
      .select({ judged: importDrafts.judged })
      .from(importDrafts)
      .where(and(eq(importDrafts.importId, list.id), eq(importDrafts.line, 2)));
    expect(judged).toMatchObject([{ judged: { draft: { address: null } } }]);
    expect(await retryJob(we.aino, { id: first })).toMatchObject({ problems: { "": { key: "jobNothingLeft" } } });
  });
});

test("a file that fits one request needs no job", async () => {
  const { id, good } = await uploaded(we.aino, 12);
  await done(mapColumns, we.aino, { id, "column.0": "name" });
  expect(await getImport(we.aino, id)).toMatchObject({ jobId: null, checked: null });
  expect(await startImport(we.aino, { id })).toMatchObject({ problems: { "": { key: "jobNothingLeft" } } });
  expect(await runImport(we.aino, { id })).toMatchObject({ result: { created: good, rejected: 2 } });
  expect(await db.$count(jobs)).toBe(0);
});
