import { getTranslations } from "next-intl/server";
import { Head } from "@/components/head";
import { Refresh } from "@/components/refresh";
import { wholeNumber } from "@/lib/access/post";
import { formatsOf } from "@/lib/format";
import { getJob } from "@/lib/jobs/queries";
import { paths } from "@/lib/paths";
import { countOutcomes } from "@/lib/registry-checks/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../../flash-line";
import { CheckOutcomes } from "./check-outcomes";
import { JobEnd } from "./job-end";
import { JobProgress } from "./job-progress";

/** Work in the background: how far it is, and what came of it. */
export default async function JobPage({ params, searchParams }: PageProps<"/jobs/[id]">) {
  const [viewer, locale, { id }, search, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    params,
    searchParams,
    getTranslations(),
  ]);
  const job = await getJob(viewer, wholeNumber(id) ?? 0);
  const counts = job.kind === "registryCheck" && viewer.can("registry") ? await countOutcomes(viewer, job.id) : null;
  const title = t(`job.kind.${job.kind}`);
  const when = formatsOf(locale, viewer.facts.timeZone).dateTime(job.createdAt);
  const text = job.isScheduled ? t("job.scheduled", { when }) : t("job.startedBy", { name: job.startedBy, when });
  const place = { viewer, locale, job, counts };

  return (
    <>
      <title>{`${title} · Kumppani`}</title>
      <FlashLine params={search} />
      <Head
        title={title}
        text={text}
        crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.jobs(), label: t("nav.jobs") }] }}
      />
      <div className="form stack stack--l">
        {job.status === "open" ? <JobProgress {...place} /> : <JobEnd {...place} />}
        {counts && <CheckOutcomes {...place} counts={counts} />}
      </div>
      {job.status === "open" && <Refresh seconds={2} without={5} />}
    </>
  );
}
