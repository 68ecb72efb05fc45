import { tally } from "./tally";

export const isLong = process.env.KUMPPANI_TEST_SIZE === "long";

/** How often a fault is tried: in `npm test`, and by `npm run faults`. */
export const times = (short: number, long: number): number => (isLong ? long : short);

/** So many rounds, each of which counts once it is over. */
export function* rounds(short: number, long: number): Generator<number> {
  for (let round = 0; round < times(short, long); round++) {
    yield round;
    tally({ rounds: 1 });
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Waits for what comes by itself.
 * @returns how many milliseconds it took
 * @throws Error when it has not come in time
 */
export async function until(what: string, isTrue: () => Promise<boolean> | boolean, seconds = 30): Promise<number> {
  const began = performance.now();
  for (;;) {
    if (await isTrue()) return performance.now() - began;
    if (performance.now() - began > seconds * 1_000) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(50);
  }
}
