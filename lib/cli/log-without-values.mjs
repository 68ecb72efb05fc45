// Loaded before Next. What people typed belongs in no log, and errors of the database carry it along: Drizzle's after
// the statement, Postgres' at the end of a sentence and in further fields.

const withValues = ["params", "parameters", "detail", "where", "internalQuery"];
const { error: log } = console;

console.error = (...args) => log(...args.map((arg) => (arg instanceof Error ? withoutValues(arg) : arg)));

/** Takes the values out of the very error, and of those that caused it. */
function withoutValues(error) {
  for (const name of withValues) delete error[name];
  const message = error.message.replace(/\nparams: .*|: ".*"$/s, "");
  error.stack = error.stack?.replace(error.message, () => message);
  error.message = message;
  if (error.cause instanceof Error) withoutValues(error.cause);
  return error;
}
