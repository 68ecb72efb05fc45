/** Thrown where somebody has to come back later: nothing is wrong with what they asked for. */
export class Busy extends Error {
  constructor(reason = "the database does not answer", options?: ErrorOptions) {
    super(reason, options);
  }
}

/**
 * Postgres: cancelled by a time limit or an administrator, too many connections, out of memory or disk, lock not had, going down,
 * only to be read: because another one has taken over, or its disk is nearly full.
 */
const codes = /^(57014|57P0[1-5]|53[123]00|55P03|25006|08\w{3}|ECONN\w+|EPIPE|ETIMEDOUT)$/;
/** What pg and its pool say without a code. */
const words =
  /^connect E|timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable/;

/** Whether there is no room left to write: no moment’s matter, and nothing that was begun has been kept. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { code?: string }).code === "53100" || isDiskFull(error.cause);
}

/** Whether a fault means that the register was busy or out of reach, and not that something is wrong. */
export function isBusy(error: unknown): boolean {
  if (error instanceof Busy) return true;
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: string };
  return codes.test(code ?? "") || words.test(error.message) || isBusy(error.cause);
}
