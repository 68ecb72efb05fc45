import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Head } from "@/components/head";
import { Tabs } from "@/components/tabs";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";

type Props = {
  current: "matrix" | "persons" | "coverage";
  /** One sentence on what the tab is for. */
  text?: ReactNode;
  /** Buttons at the right, the primary one last. */
  actions?: ReactNode;
};

/** Who answers for whom: as a matrix, as a list of persons, and while there are roles where somebody is missing. */
export async function ResponsibilitiesHead({ current, text, actions }: Props) {
  const [t, viewer] = await Promise.all([getTranslations(), currentViewer()]);
  const coverage = { href: paths.coverage(), label: t("roles.coverage"), current: current === "coverage" };
  const tabs = [
    { href: paths.responsibilities(), label: t("matrix.tab"), current: current === "matrix" },
    { href: paths.responsiblePersons(), label: t("matrix.persons"), current: current === "persons" },
    ...(viewer.uses("roles") ? [coverage] : []),
  ];
  return (
    <>
      <Head title={t("nav.responsibilities")} text={text} actions={actions} />
      <Tabs label={t("nav.responsibilities")} items={tabs} />
    </>
  );
}
