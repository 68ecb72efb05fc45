import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Head } from "@/components/head";
import { Tabs } from "@/components/tabs";
import { paths } from "@/lib/paths";

type Props = {
  current: "matrix" | "persons";
  /** One sentence on what the tab is for. */
  text?: string;
  /** Buttons at the right, the primary one last. */
  actions?: ReactNode;
};

/** Who answers for whom, in two tabs: as a matrix, and as a list of persons. */
export async function ResponsibilitiesHead({ current, text, actions }: Props) {
  const t = await getTranslations();
  const tabs = [
    { href: paths.responsibilities(), label: t("matrix.tab"), current: current === "matrix" },
    { href: paths.responsiblePersons(), label: t("matrix.persons"), current: current === "persons" },
  ];
  return (
    <>
      <Head title={t("nav.responsibilities")} text={text} actions={actions} />
      <Tabs label={t("nav.responsibilities")} items={tabs} />
    </>
  );
}
