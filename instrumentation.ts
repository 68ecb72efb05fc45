import { isBusy } from "@/lib/access/busy";
import { identityProvider } from "@/lib/identity-provider";
import { beforeEnd, tellFront } from "@/lib/server-front";

const hour = 60 * 60 * 1000;

/**
 * Runs once in each server process: tidies up now and every hour, and works on jobs.
 * @throws Error where the settings of the identity provider are not whole: the server answers nothing then
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !process.env.DATABASE_URL) return;
  identityProvider();
  const { tidyUp } = await import("@/lib/access/upkeep");
  const tidy = () => tidyUp().catch((error) => console.error("tidying up failed:", error));
  tidy();
  setInterval(tidy, hour).unref();
  const { startRunner } = await import("@/lib/access/jobs");
  const jobs = startRunner();
  const { pools } = await import("@/db/client");
  beforeEnd(async () => {
    await jobs;
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  });
}

/** A page that failed because the register is busy says that (lib/cli/error-pages.mjs), and not that we are at fault. */
export function onRequestError(error: unknown): void {
  if (isBusy(error)) tellFront("isBusy");
}
