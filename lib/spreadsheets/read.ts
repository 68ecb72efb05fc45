import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Problem } from "../errors.ts";
import { type Frame, type Row, usualColumns } from "./parse.ts";

export type { Row } from "./parse.ts";

/** A table somebody handed in: head, rows, and for a .csv how it was written. */
export type Table = Frame & { rows: Row[] };

/** What the worker says: rows as it reads them, then how it ended. */
export type Message = { rows: Row[] } | { frame: Frame } | { problem: Problem };

type Answer = ({ ok: true } & Table) | { ok: false; problem: Problem };

const mostBytes = 20 * 1024 * 1024;
const mostMemoryMb = 256;
const mostMs = 60_000;

/**
 * Reads an uploaded .xlsx or .csv, one file at a time, in a process of its own that may run out of memory or time.
 * A thread would not do: V8 ends the whole process when a thread asks for too much in one piece.
 * @param mostColumns a file with more is refused
 * @throws Error when the worker itself fails
 */
export async function readTable(file: { name: string; bytes: Buffer }, mostColumns = usualColumns): Promise<Answer> {
  if (file.bytes.length === 0) return refuse({ key: "fileEmpty" });
  if (file.bytes.length > mostBytes) return refuse({ key: "fileTooBig", params: { size: "20 MB" } });
  const reading = turn.then(() => readApart(file, mostColumns));
  turn = reading.catch(() => {});
  return reading;
}

let turn: Promise<unknown> = Promise.resolve();

const refuse = (problem: Problem): Answer => ({ ok: false, problem });

function readApart({ name, bytes }: { name: string; bytes: Buffer }, mostColumns: number): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const worker = start(name, mostColumns);
  const rows: Row[] = [];
  worker.on("message", (message: Message) => {
    if ("rows" in message) for (const row of message.rows) rows.push(row);
    else resolve("frame" in message ? { ok: true, ...message.frame, rows } : refuse(message.problem));
  });
  worker.on("error", reject);
  worker.on("exit", (code, signal) => {
    if (signal) resolve(refuse({ key: "fileTooHeavy" }));
    else reject(new Error(`The worker that reads spreadsheets ended with ${code}`));
  });
  // It may refuse a file without having read all of it.
  worker.stdin?.on("error", () => {});
  worker.stdin?.end(bytes);
  return promise.finally(() => worker.kill("SIGKILL"));
}

function start(name: string, mostColumns: number): ChildProcess {
  // Names of files can be names of people, and the list of processes is public.
  const ending = /\.\w+$/.exec(name.slice(-8))?.[0] ?? "";
  return fork(
    path.join(/* turbopackIgnore: true */ process.cwd(), "lib/spreadsheets/worker.ts"),
    [ending, String(mostColumns)],
    {
      execArgv: [`--max-old-space-size=${mostMemoryMb}`],
      env: { NODE_ENV: "production" },
      stdio: ["pipe", "ignore", "ignore", "ipc"],
      serialization: "advanced",
      timeout: mostMs,
      killSignal: "SIGKILL",
    },
  );
}
