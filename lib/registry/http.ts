import type { Refused, RegistryFailure } from "./rules";

/** Milliseconds: how long one look-up may take, how long to wait before asking once more, and to leave in peace. */
export type Pace = { limit: number; again: number; rest: number };

const usualPace: Pace = { limit: 10_000, again: 1_000, rest: 10_000 };

/** Where a register is asked. */
export type Source = {
  name: string;
  /** The address before the path, from the environment. */
  base: () => string;
  accept: string;
  /** Statuses besides 200 that mean something in this register. */
  meaningful?: readonly number[];
  pace?: Pace;
};

/** @property body decoded text; @property json undefined where the body is none */
export type Answer = { ok: true; status: number; body: string; json: unknown };

const mostBytes = 5 * 1024 * 1024;
const mostRedirects = 3;
const longestRest = 60 * 60;

/**
 * Asks a register, and never throws. Only redirects within the register's own origin are followed; the time limit
 * covers the body, of which at most 5 MB are read.
 * @param path what follows the base address
 * @param isAwaited somebody waits: a busy register is asked once more, about a second later
 */
export async function ask(source: Source, path: string, isAwaited = false): Promise<Answer | Refused> {
  const address = source.base().replace(/\/+$/, "") + path;
  const resting = secondsToRest(source);
  if (resting > 0) return { ok: false, problem: "registryBusy", retryAfter: resting };
  const first = await askOnce(source, address);
  if (first.ok || first.problem !== "registryBusy") return first;
  if (!isAwaited || first.retryAfter) return rested(source, first);
  const { again } = source.pace ?? usualPace;
  await new Promise((resolve) => setTimeout(resolve, again * (1 + Math.random() / 2)));
  return rested(source, await askOnce(source, address));
}

/** A refusal of what came as an answer, with one line in the log: never whom it was about. */
export function refused(source: Source, problem: RegistryFailure, why: string, retryAfter?: number): Refused {
  console.warn(`register ${source.name}: ${problem} (${why})`);
  return retryAfter === undefined ? { ok: false, problem } : { ok: false, problem, retryAfter };
}

type Rests = Map<string, number>;
const kept = globalThis as { kumppaniRegisterRests?: Rests };
/** By base address until when a register that was busy is left in peace; one for all bundles of the process. */
kept.kumppaniRegisterRests ??= new Map();
const rests: Rests = kept.kumppaniRegisterRests;

const secondsToRest = (source: Source) => Math.max(0, Math.ceil(((rests.get(source.base()) ?? 0) - Date.now()) / 1000));

function rested<T extends Answer | Refused>(source: Source, answer: T): T {
  if (!answer.ok && answer.problem === "registryBusy") {
    const { rest } = source.pace ?? usualPace;
    rests.set(source.base(), Date.now() + (answer.retryAfter ? answer.retryAfter * 1000 : rest));
  }
  return answer;
}

async function askOnce(source: Source, address: string): Promise<Answer | Refused> {
  const { limit } = source.pace ?? usualPace;
  try {
    return await follow(source, new URL(address), AbortSignal.timeout(limit));
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return refused(source, "registryUnavailable", isLate ? "no answer in time" : "no connection");
  }
}

async function follow(source: Source, from: URL, signal: AbortSignal): Promise<Answer | Refused> {
  let address = from;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await fetch(address, {
      redirect: "manual",
      cache: "no-store",
      headers: { accept: source.accept, "user-agent": "Kumppani" },
      signal,
    });
    if (response.status < 300 || response.status > 399) return read(source, response);
    await response.body?.cancel();
    const target = URL.parse(response.headers.get("location") ?? "", address);
    if (target?.origin !== from.origin) return refused(source, "registryBadAnswer", "sent elsewhere");
    address = target;
  }
  return refused(source, "registryBadAnswer", "sent round and round");
}

async function read(source: Source, response: Response): Promise<Answer | Refused> {
  const { status } = response;
  if (status === 200 || source.meaningful?.includes(status)) return understood(source, status, await bodyOf(response));
  await response.body?.cancel();
  const why = `status ${status}`;
  if (status === 429 || status === 503) {
    return refused(source, "registryBusy", why, secondsUntil(response.headers.get("retry-after")));
  }
  return refused(source, status >= 500 ? "registryUnavailable" : "registryBadAnswer", why);
}

function understood(source: Source, status: number, body: string | null): Answer | Refused {
  if (body === null) return refused(source, "registryBadAnswer", "too long, or no UTF-8");
  const json = parsed(body);
  if (status === 200 && json === undefined) return refused(source, "registryBadAnswer", "no JSON");
  return { ok: true, status, body, json };
}

/** At most 5 MB, counted as they come out of their packing; null where there are more, or no UTF-8. */
async function bodyOf(response: Response): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    // Leaving the loop ends the download.
    if (size > mostBytes) return null;
    pieces.push(piece);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    return null;
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Retry-After is seconds or a date (RFC 9110, 10.2.3); nothing where it cannot be read or is no time at all. */
function secondsUntil(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return seconds > 0 ? Math.min(Math.ceil(seconds), longestRest) : undefined;
}
