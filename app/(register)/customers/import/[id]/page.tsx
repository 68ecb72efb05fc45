import { wholeNumber } from "@/lib/access/post";
import { type CheckSummary, summaryOf } from "@/lib/imports/check";
import { dryRun, getImport } from "@/lib/imports/queries";
import { mostRowsAtOnce } from "@/lib/imports/rules";
import { getJob } from "@/lib/jobs/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { ImportHead } from "../import-head";
import { CheckStep } from "./check-step";
import { ColumnsStep } from "./columns-step";
import { EndedJob, RunningJob } from "./job-of-file";
import { ResultStep } from "./result-step";

/**
 * A file that has been read: its columns, then the check, and once it is in, the result whatever the address says. While
 * a job is at it, how far that is.
 */
export default async function CustomerImport({ params, searchParams }: PageProps<"/customers/import/[id]">) {
  const [viewer, locale, { id }, { step }] = await Promise.all([
    currentViewer(),
    currentLocale(),
    params,
    searchParams,
  ]);
  const file = await getImport(viewer, wholeNumber(id) ?? 0);
  const place = { viewer, locale, file };

  if (file.status === "done") {
    return (
      <>
        <ImportHead step={4} />
        <ResultStep {...place} />
      </>
    );
  }
  const job = file.jobId === null ? null : await getJob(viewer, file.jobId);
  if (job?.status === "open") {
    return (
      <>
        <ImportHead step={job.kind === "customerImport" ? 4 : 3} />
        <RunningJob viewer={viewer} locale={locale} job={job} />
      </>
    );
  }
  const isLarge = file.rows > mostRowsAtOnce;
  const isWanted = step === "check" && file.mapping.includes("name") && (!isLarge || file.checked);
  return (
    <>
      <ImportHead step={isWanted ? 3 : 2} />
      {job && <EndedJob viewer={viewer} locale={locale} job={job} />}
      {isWanted ? (
        <CheckStep
          {...place}
          check={(file.checked as CheckSummary | null) ?? summaryOf(await dryRun(viewer, file.id))}
        />
      ) : (
        <ColumnsStep {...place} />
      )}
    </>
  );
}
