import { getTranslations } from "next-intl/server";
import { Head } from "@/components/head";
import { paths } from "@/lib/paths";

/** The same on both pages of the import. */
export async function ImportHead({ text }: { text: string }) {
  const t = await getTranslations();
  return (
    <Head
      title={t("matrixFile.title")}
      text={text}
      crumb={{
        label: t("nav.breadcrumb"),
        steps: [{ href: paths.responsibilities(), label: t("nav.responsibilities") }],
      }}
    />
  );
}
