type Runner = { wake: () => void; isWoken: boolean };

/** One per process, also where the runner and a form's action are bundled apart. */
const kept = globalThis as { kumppaniJobs?: Runner };
kept.kumppaniJobs ??= { wake: () => {}, isWoken: false };
const runner = kept.kumppaniJobs;

/** Tells the runner of this process that there is work, so that nobody waits for its next look. */
export function wakeRunner(): void {
  runner.isWoken = true;
  runner.wake();
}

/** Waits so many milliseconds, or until the signal comes. Keeps no process alive. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => wait(milliseconds, signal, resolve));
}

/** As `sleep`, but ends as soon as somebody says that there is work, or has said so since the last time. */
export async function sleepUntilWoken(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (!runner.isWoken) {
    await new Promise<void>((resolve) => {
      runner.wake = wait(milliseconds, signal, resolve);
    });
  }
  runner.isWoken = false;
}

/** @returns what ends it early */
function wait(milliseconds: number, signal: AbortSignal, end: () => void): () => void {
  const timer = setTimeout(done, signal.aborted ? 0 : milliseconds);
  timer.unref();
  signal.addEventListener("abort", done, { once: true });
  function done() {
    clearTimeout(timer);
    signal.removeEventListener("abort", done);
    end();
  }
  return done;
}
