import type { Client } from "./client.ts";
import { waitingOf } from "./page-costs.ts";
import type { App } from "./server.ts";

/**
 * Fetches a file and looks meanwhile how much memory the app occupies.
 * @returns seconds it took, milliseconds to its first byte, bytes, megabytes of memory on top
 */
export async function download(app: App, client: Client, path: string, onChunk: (chunk: Buffer) => void = () => {}) {
  const before = app.memory();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, app.memory());
  }, 20);
  try {
    const { status, first, whole, bytes } = await client.download(path, onChunk);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return { seconds: whole / 1000, first, bytes, memory: (most - before) / 1e6 };
  } finally {
    clearInterval(watch);
  }
}

/** How much a CSV holds besides its heading. None of the bench has a line break inside a cell. */
export async function sizeOf(client: Client, path: string): Promise<{ rows: number; columns: number }> {
  let head = "";
  let lines = 0;
  await client.download(path, (chunk) => {
    if (lines === 0) head += chunk.toString("utf8");
    for (const byte of chunk) if (byte === 10) lines++;
  });
  const columns = head.split("\n")[0]?.split(/[;,]/).length ?? 0;
  return { rows: lines - 1, columns };
}

/** How long somebody waits for a page, again and again with a little pause, until the work is done. */
export async function waitingMeanwhile(client: Client, path: string, work: Promise<unknown>) {
  let isOver = false;
  work.finally(() => {
    isOver = true;
  });
  const waits: number[] = [];
  while (!isOver) {
    waits.push((await client.get(path)).whole);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await work;
  return { ...waitingOf(waits), answers: waits.length };
}
