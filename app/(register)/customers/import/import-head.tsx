import { getTranslations } from "next-intl/server";
import { Head } from "@/components/head";
import { Steps } from "@/components/steps";
import { paths } from "@/lib/paths";

/** The same on every page of the import; `step` counts from 1. */
export async function ImportHead({ step }: { step: 1 | 2 | 3 | 4 }) {
  const t = await getTranslations();
  return (
    <>
      <Head
        title={t("import.title")}
        crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.customers(), label: t("nav.customers") }] }}
      />
      <Steps
        label={t("import.steps")}
        steps={[t("import.stepFile"), t("import.stepColumns"), t("import.stepCheck"), t("import.stepResult")]}
        current={step}
      />
    </>
  );
}
