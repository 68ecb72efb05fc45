import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Refresh } from "@/components/refresh";
import type { Locale, Viewer } from "@/lib/access/viewer";
import type { ShownJob } from "@/lib/jobs/queries";
import { paths } from "@/lib/paths";
import { endText } from "../../../jobs/[id]/job-end";
import { JobProgress } from "../../../jobs/[id]/job-progress";

type Props = { viewer: Viewer; locale: Locale; job: ShownJob };

/** How far the job about this file is; the page goes on by itself when it is done. */
export async function RunningJob(place: Props) {
  const t = await getTranslations("import");
  return (
    <div className="form stack stack--l">
      <title>{`${t("title")}: ${t("stepCheck")} · Kumppani`}</title>
      <JobProgress {...place} counts={null} />
      <Refresh seconds={2} without={5} />
    </div>
  );
}

/** Why the job about this file ended before it was done; nothing where it did not. */
export async function EndedJob(place: Props) {
  if (place.job.status === "done") return null;
  const t = await getTranslations("job");
  return (
    <Notice kind="warn">
      {await endText({ ...place, counts: null })}{" "}
      <ButtonLink href={paths.job(place.job.id)} small>
        {t(`kind.${place.job.kind}`)}
      </ButtonLink>
    </Notice>
  );
}
