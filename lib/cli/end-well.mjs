/** Open requests may take so long; the starter waits five seconds more before it uses force. */
const longest = 25_000;
const lastWork = 3_000;

// Next would end with the signal's code, and wait for ever.
process.env.NEXT_MANUAL_SIG_HANDLE = "1";

/**
 * On SIGTERM or SIGINT: takes no new connections, lets open requests finish, has the program give back what it holds,
 * and ends with 0.
 */
export function endWell(server, front) {
  const end = async () => {
    if (front.isEnding) return;
    front.isEnding = true;
    const closed = new Promise((resolve) => server.close(resolve));
    const idle = setInterval(() => server.closeIdleConnections(), 200);
    await Promise.race([closed, after(longest)]);
    clearInterval(idle);
    server.closeAllConnections();
    await Promise.race([Promise.allSettled(front.beforeEnd.map((work) => work())), after(lastWork)]);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, end);
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
