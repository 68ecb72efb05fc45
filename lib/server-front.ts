import type { AsyncLocalStorage } from "node:async_hooks";

/** What the program says to the server in front of Next about the request it is at (lib/cli/every-request.mjs). */
type Notes = { isBusy?: true; hasSignedOut?: true };

/** Shared by the bundles of Next and what is loaded in front of them. Absent in tests and while building. */
type Front = { requests: AsyncLocalStorage<Notes>; isEnding: boolean; beforeEnd: (() => Promise<unknown>)[] };
const front = (): Front | undefined => (globalThis as { kumppaniFront?: Front }).kumppaniFront;

/** The answer at hand is “busy, try again” (503), whatever Next makes of it, or one that clears what the browser kept. */
export function tellFront(note: keyof Notes): void {
  const notes = front()?.requests.getStore();
  if (notes) notes[note] = true;
}

/** Whether this process has been told to end: it finishes what is open and begins nothing. */
export const isEnding = (): boolean => front()?.isEnding ?? false;

/** What has to be done once the last request is answered and before the process ends. */
export function beforeEnd(work: () => Promise<unknown>): void {
  front()?.beforeEnd.push(work);
}
