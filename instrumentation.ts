const hour = 60 * 60 * 1000;

/** Runs once in each server process: tidies up now and every hour. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !process.env.DATABASE_URL) return;
  const { tidyUp } = await import("@/lib/access/upkeep");
  const tidy = () => tidyUp().catch((error) => console.error("tidying up failed:", error));
  tidy();
  setInterval(tidy, hour).unref();
}
