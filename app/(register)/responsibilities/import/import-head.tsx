import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Head } from "@/components/head";
import { paths } from "@/lib/paths";

/** The same on both pages of the import. */
export async function ImportHead({ text, actions }: { text: string; actions?: ReactNode }) {
  const t = await getTranslations();
  return (
    <Head
      title={t("matrixFile.title")}
      text={text}
      actions={actions}
      crumb={{
        label: t("nav.breadcrumb"),
        steps: [{ href: paths.responsibilities(), label: t("nav.responsibilities") }],
      }}
    />
  );
}
