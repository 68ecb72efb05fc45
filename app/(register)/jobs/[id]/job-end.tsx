import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { HiddenFields } from "@/components/hidden-fields";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { checkedOf } from "@/lib/registry-checks/rules";
import { retry } from "../actions";
import type { JobPlace } from "./place";
import { problemText } from "./problem";

/** What came of it, in words, and what one may do next. */
export async function JobEnd(place: JobPlace) {
  const { job, counts } = place;
  const t = await getTranslations();
  const failed = counts?.get("failed") ?? 0;
  const isCutShort = job.status !== "done";
  const mayRetry = job.kind === "registryCheck" ? counts !== null && (failed > 0 || isCutShort) : isCutShort;
  const differs = counts?.get("differs") ?? 0;
  return (
    <div className="stack stack--s">
      <div role="status">
        <Notice kind={isCutShort || failed > 0 ? "warn" : "ok"}>{await endText(place)}</Notice>
      </div>
      <div className="row">
        {job.importId !== null && (
          <ButtonLink
            href={paths.customerImport(job.importId, { step: job.created === null ? "check" : "result" })}
            tone="go"
          >
            {t("job.toImport")}
          </ButtonLink>
        )}
        {differs > 0 && (
          <ButtonLink href={paths.registry()} tone="go">
            {t("check.toQueue")}
          </ButtonLink>
        )}
        {mayRetry && (
          <form action={retry}>
            <HiddenFields values={{ id: job.id, formKey: newFormKey() }} />
            <Button icon="refresh">{isCutShort ? t("job.goOn") : t("job.retry", { n: failed })}</Button>
          </form>
        )}
      </div>
    </div>
  );
}

export async function endText({ viewer, locale, job, counts }: JobPlace): Promise<string> {
  const t = await getTranslations();
  const { dateTime, number } = formatsOf(locale, viewer.facts.timeZone);
  if (job.status !== "done") {
    const why = await problemText(job.problem);
    const when = dateTime(job.endedAt ?? job.createdAt);
    const end = job.status === "failed" ? "failed" : "stopped";
    const text = job.kind === "registryCheck" ? t(`job.${end}`, { when }) : t(`job.${end}None`, { when });
    return [why, text].filter(Boolean).join(" ");
  }
  if (job.created !== null) {
    const left = job.rejected ? t("job.rowsLeft", { n: job.rejected }) : "";
    return [t("import.done", { count: job.created }), left].filter(Boolean).join(" ");
  }
  if (job.kind !== "registryCheck") return t("job.rowsChecked", { n: job.total });
  const differs = counts?.get("differs") ?? 0;
  if (job.total === 0) return t("check.done.nobody");
  const checked = checkedOf(job.total, counts);
  const total = number(checked);
  return differs > 0 ? t("check.done.differs", { n: differs, total }) : t("check.done.same", { n: checked, total });
}
