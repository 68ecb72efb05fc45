import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { Facts } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { secondsEach } from "@/lib/registry-checks/rules";
import { currentLocale, currentViewer } from "@/lib/session";
import type { registersInUse } from "@/lib/settings/queries";
import { roughly } from "../../jobs/roughly";

type Props = {
  /** How many a check of all takes. */
  customers: number;
  lastCheck: Awaited<ReturnType<typeof registersInUse>>["lastCheck"];
};

/** How long a check of all customers takes, when the latest was, and where its results wait. */
export async function MonthlyNotes({ customers, lastCheck }: Props) {
  const [t, viewer, locale] = await Promise.all([getTranslations("settings"), currentViewer(), currentLocale()]);
  const time = await roughly(customers * secondsEach);
  return (
    <Facts
      items={[
        { label: t("checkSize"), value: t("checkCounts", { n: customers, time }) },
        {
          label: t("lastCheck"),
          value: lastCheck ? (
            <PageLink href={paths.job(lastCheck.id)}>
              {formatsOf(locale, viewer.facts.timeZone).dateTime(lastCheck.createdAt)}
            </PageLink>
          ) : (
            t("neverChecked")
          ),
        },
        {
          label: t("checkResults"),
          value: viewer.can("registry") && <PageLink href={paths.registry()}>{t("checkQueue")}</PageLink>,
        },
      ]}
    />
  );
}
