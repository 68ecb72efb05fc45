import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Head } from "@/components/head";
import { wholeNumber } from "@/lib/access/post";
import { listJobs } from "@/lib/jobs/queries";
import { mostListed } from "@/lib/jobs/rules";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { JobTable } from "./job-table";

/** Work in the background: one's own, for administrators everybody's, the latest first. */
export default async function Jobs({ searchParams }: PageProps<"/jobs">) {
  const [viewer, locale, { before }, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  const found = await listJobs(viewer, wholeNumber(before));
  const jobs = found.slice(0, mostListed);
  return (
    <>
      <title>{`${t("nav.jobs")} · Kumppani`}</title>
      <Head title={t("nav.jobs")} />
      {jobs.length > 0 ? (
        <JobTable viewer={viewer} locale={locale} jobs={jobs} />
      ) : (
        <Empty art="calendar" title={t("job.none")} text={t("job.noneText")} />
      )}
      {found.length > mostListed && (
        <p>
          <ButtonLink href={paths.jobs({ before: jobs.at(-1)?.id })}>{t("history.older")}</ButtonLink>
        </p>
      )}
    </>
  );
}
