/** Files made at the same time by this process; one for each session. Every one holds one of few connections. */
const most = 2;
/** Small ones are done sooner: whoever waits for longer is told to come back, in milliseconds. */
const patience = 5_000;

const running = new Set();
const waiting = new Set();

export const isExport = ({ url }) => /^[^?]*\/export(\?|$)/.test(url);

/**
 * Waits until a file may be made for this request. The place is free again when its answer has ended, however it does.
 * @returns false where it took too long
 */
export async function exportTurn({ headers }, response) {
  const one = { session: headers.cookie ?? "" };
  const hasCome = new Promise((resolve) => {
    one.begin = resolve;
  });
  waiting.add(one);
  const late = setTimeout(() => one.begin(false), patience);
  response.once("close", () => {
    one.begin(false);
    waiting.delete(one);
    running.delete(one);
    callNext();
  });
  callNext();
  const mayBegin = await hasCome;
  clearTimeout(late);
  waiting.delete(one);
  return mayBegin;
}

function callNext() {
  for (const one of waiting) {
    if (running.size >= most) return;
    if ([...running].some(({ session }) => session === one.session)) continue;
    waiting.delete(one);
    running.add(one);
    one.begin(true);
  }
}
