import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import { Kpis } from "@/components/section";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import type { CheckSummary } from "@/lib/imports/check";
import { mostRowsAtOnce } from "@/lib/imports/rules";
import { paths } from "@/lib/paths";
import { beginImport, bringIn } from "../actions";
import type { Place } from "./findings";
import { Notes, Problems } from "./findings-sections";

/** The dry run: what would happen, before anything does. */
export async function CheckStep({ viewer, locale, file, check }: Place & { check: CheckSummary }) {
  const t = await getTranslations("import");
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const rejected = check.known + check.wrong;
  const title = `${t("title")}: ${t("stepCheck")} · Kumppani`;

  return (
    <>
      <Kpis
        items={[
          { label: t("countNew"), value: number(check.good) },
          { label: t("countKnown"), value: number(check.known) },
          { label: t("countWrong"), value: number(check.wrong), bad: check.wrong > 0 },
          { label: t("countNotes"), value: number(check.notes.count) },
        ]}
      />
      {rejected > 0 && check.good > 0 && <Notice kind="warn">{t("rejectedText", { count: rejected })}</Notice>}
      {check.good === 0 && <Notice kind="warn">{t("nothingNew")}</Notice>}
      <Problems file={file} problems={check.problems} number={number} />
      <Notes file={file} notes={check.notes} locale={locale} number={number} />
      {check.good > 0 ? (
        <Form
          action={file.rows > mostRowsAtOnce ? beginImport : bringIn}
          formKey={newFormKey()}
          title={title}
          texts={await formTexts()}
          submit={t("runCount", { count: check.good })}
          hidden={{ id: String(file.id) }}
          cancel={{ href: paths.customerImport(file.id), label: t("back") }}
          extra={
            <ButtonLink href={paths.importCustomers()} icon="upload">
              {t("uploadAgain")}
            </ButtonLink>
          }
        />
      ) : (
        <div className="foot">
          <title>{title}</title>
          <ButtonLink href={paths.importCustomers()} icon="upload" tone="go">
            {t("uploadAgain")}
          </ButtonLink>
          <ButtonLink href={paths.customerImport(file.id)} tone="plain">
            {t("back")}
          </ButtonLink>
        </div>
      )}
    </>
  );
}
