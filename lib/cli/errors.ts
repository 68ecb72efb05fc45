/** One line for the person at the terminal. It names the database without its password. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError) return explain(error.errors[0]);
  if (error.cause) return explain(error.cause);
  const url = process.env.DATABASE_URL;
  if (!url || !isRefusal(error)) return error.message;
  return `the database in DATABASE_URL (${withoutPassword(url)}) is out of reach: ${error.message}`;
}

/** Refused and broken connections, wrong passwords and unknown databases, by the codes of Node and of Postgres. */
function isRefusal(error: Error & { code?: string }): boolean {
  const codes = /^(ECONN|EAI_|ENOTFOUND|ENOENT|ETIMEDOUT|EHOST|ENET|ERR_INVALID_URL|08|28|3D|53|57P)/;
  return codes.test(error.code ?? "") || /timeout|terminated/.test(error.message);
}

function withoutPassword(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.host}${parsed.pathname}` : "not an address";
}
