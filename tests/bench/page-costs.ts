import { gzipSync } from "node:zlib";
import type { Client } from "./client.ts";
import type { Page } from "./pages.ts";
import type { App, Server } from "./server.ts";

/** What one request for a page costs: milliseconds of processor time, of waiting alone and with seven others, and bytes. */
export type Cost = {
  app: number;
  database: number;
  alone: Waiting;
  html: number;
  gzip: number;
};
export type Waiting = { p50: number; p95: number };
export type Visit = { page: Pick<Page, "name" | "path">; app: App; client: Client };
/** How often: rounds that go through all pages, requests of a page in each round, and such to begin with. */
export type Effort = { rounds: number; requests: number; warmUp: number };

/** No page is waited for longer than this in one round. */
const longestRound = 1_000;

/**
 * Goes through the visits round by round, so that whatever slows the machine down slows all of them.
 * @returns costs in the order of the visits, of each the median of its rounds
 */
export async function costsOf(server: Server, visits: Visit[], { rounds, requests, warmUp }: Effort): Promise<Cost[]> {
  for (let time = 0; time < warmUp; time++) for (const visit of visits) await repeat(visit, 1);
  const seen = visits.map(() => ({ app: [] as number[], database: [] as number[], waits: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const [place, visit] of visits.entries()) {
      // An app that has rested while another was asked tidies up at its next requests, whatever they ask for.
      const hasRested = visit.app !== visits.at(place - 1)?.app;
      await repeat(visit, hasRested ? warmUp : 1);
      const before = { app: visit.app.cpu(), database: server.cpu() };
      const waits = await repeat(visit, requests);
      const costs = seen[place];
      costs?.app.push((visit.app.cpu() - before.app) / waits.length);
      costs?.database.push((server.cpu() - before.database) / waits.length);
      costs?.waits.push(...waits);
    }
  }
  return Promise.all(
    visits.map(async ({ page, client }, place) => {
      const { app = [], database = [], waits = [] } = seen[place] ?? {};
      const { bytes, text } = await client.get(page.path);
      const alone = waitingOf(waits);
      return { app: median(app), database: median(database), alone, html: bytes, gzip: gzipSync(text).length };
    }),
  );
}

async function repeat({ page, client }: Visit, times: number): Promise<number[]> {
  const waits: number[] = [];
  const began = performance.now();
  while (waits.length < times && (waits.length === 0 || performance.now() - began < longestRound)) {
    const { status, whole } = await client.get(page.path);
    if (status !== 200) throw new Error(`${page.name} (${page.path}) answers ${status}`);
    waits.push(whole);
  }
  return waits;
}

/** A closed loop of several connections, each with one request at a time. */
export async function crowd(
  client: Client,
  paths: string[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Waiting & { answers: number; failures: number; perSecond: number }> {
  const waits: number[] = [];
  let failures = 0;
  const began = performance.now();
  const visitor = async (place: number) => {
    for (let turn = place; performance.now() - began < seconds * 1000; turn++) {
      const answer = await client.get(paths[turn % paths.length] ?? "/").catch(() => null);
      if (answer?.status === 200) waits.push(answer.whole);
      else failures++;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, place) => visitor(place)));
  const took = (performance.now() - began) / 1000;
  return { ...waitingOf(waits), answers: waits.length, failures, perSecond: waits.length / took };
}

export function waitingOf(waits: number[]): Waiting {
  return { p50: share(waits, 0.5), p95: share(waits, 0.95) };
}

export const median = (values: number[]): number => share(values, 0.5);

function share(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
