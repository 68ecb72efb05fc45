import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import type { IconName } from "@/components/icons";
import { Table } from "@/components/table";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import type { ListedJob } from "@/lib/jobs/queries";
import { paths } from "@/lib/paths";

const looks = {
  open: { icon: "clock", tone: "on" },
  done: { icon: "check", tone: "ok" },
  stopped: { icon: "x", tone: undefined },
  failed: { icon: "warn", tone: "bad" },
} as const satisfies Record<ListedJob["status"], { icon: IconName; tone: string | undefined }>;

export async function JobTable({ viewer, locale, jobs }: { viewer: Viewer; locale: Locale; jobs: ListedJob[] }) {
  const t = await getTranslations("job");
  const { dateTime, number, percent } = formatsOf(locale, viewer.facts.timeZone);
  const reached = ({ done, total }: ListedJob) => percent(total > 0 ? Math.floor((done * 100) / total) : 100);
  return (
    <Table
      head={
        <>
          <th scope="col">{t("what")}</th>
          <th scope="col">{t("by")}</th>
          <th scope="col">{t("when")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col" className="num">
            {t("progressLabel")}
          </th>
        </>
      }
    >
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <th scope="row">
              <a className="name" href={paths.job(job.id)}>
                {t(`kind.${job.kind}`)}
              </a>
            </th>
            <td data-l={t("by")}>{job.isScheduled ? t("bySchedule") : job.startedBy}</td>
            <td data-l={t("when")}>{dateTime(job.createdAt)}</td>
            <td data-l={t("state")}>
              <Badge tone={looks[job.status].tone} icon={looks[job.status].icon}>
                {t(`status.${job.status}`)}
              </Badge>
            </td>
            <td data-l={t("progressLabel")} className="num">
              {t("progress", { done: number(job.done), total: number(job.total), percent: reached(job) })}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
