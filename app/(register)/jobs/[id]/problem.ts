import { getTranslations } from "next-intl/server";

/** Why a job waits or has ended, in words; null where nothing needs to be said. */
export async function problemText(problem: string | null): Promise<string | null> {
  const t = await getTranslations("job.problem");
  const key = problem as "jobFault" | null;
  return key && t.has(key) ? t(key) : null;
}
