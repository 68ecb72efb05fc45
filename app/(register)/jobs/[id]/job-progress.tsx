import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Notice } from "@/components/flash";
import { HiddenFields } from "@/components/hidden-fields";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { stop } from "../actions";
import { roughly } from "../roughly";
import type { JobPlace } from "./place";
import { problemText } from "./problem";

/** How far it is and how long it goes on; the way to stop it. */
export async function JobProgress({ viewer, locale, job }: JobPlace) {
  const t = await getTranslations("job");
  const { number, percent, time } = formatsOf(locale, viewer.facts.timeZone);
  const { done, total } = job;
  const reached = total > 0 ? Math.floor((done * 100) / total) : 0;
  const why = job.isResting ? await problemText(job.problem) : null;
  const left = t("left", { time: await roughly(job.secondsLeft) });
  return (
    <div className="stack stack--s">
      <div className="row between">
        <h2 id="progress">{t(job.isResting ? "resting" : "running")}</h2>
        <span className="muted">
          {t("progress", { done: number(done), total: number(total), percent: percent(reached) })}
        </span>
      </div>
      <progress value={done} max={Math.max(total, 1)} aria-label={t("progressLabel")}>
        {percent(reached)}
      </progress>
      {/* Read aloud at each quarter, not at every step. */}
      <p role="status" className="vh">
        {t("reached", { percent: percent(reached - (reached % 25)) })}
      </p>
      {why && job.resumeAt && <Notice kind="warn">{t("goesOnAt", { why, time: time(job.resumeAt) })}</Notice>}
      <p className="muted sm">
        {job.kind !== "registryCheck" && done === total ? t("importLast") : left} {t("leave")}
      </p>
      {job.kind === "customerImport" && <p className="sm">{t("importNote")}</p>}
      {job.kind === "importCheck" && <p className="sm">{t("importCheckNote")}</p>}
      <form action={stop}>
        <HiddenFields values={{ id: job.id, formKey: newFormKey() }} />
        <Button tone="bad">{t("stop")}</Button>
      </form>
    </div>
  );
}
