import { getTranslations } from "next-intl/server";
import { FlashLine } from "@/app/(register)/flash-line";
import { ButtonLink } from "@/components/button";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { coverage, projectGaps } from "@/lib/roles/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { ResponsibilitiesHead } from "../responsibilities-head";
import { CustomerCoverage } from "./customer-coverage";
import { ProjectCoverage } from "./project-coverage";

/** Where somebody is missing; without roles there is no such page. */
export default async function Coverage({ searchParams }: PageProps<"/responsibilities/coverage">) {
  const [viewer, locale, query, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations("roles"),
  ]);
  if (!viewer.uses("roles")) absent();
  const [customers, projects] = await Promise.all([coverage(viewer, locale), projectGaps(viewer, locale)]);
  return (
    <>
      <title>{`${t("coverage")} · Kumppani`}</title>
      <FlashLine params={query} />
      <ResponsibilitiesHead
        current="coverage"
        text={t("coverageText")}
        actions={viewer.can("settings") && <ButtonLink href={paths.settings("roles")}>{t("toSettings")}</ButtonLink>}
      />
      <div className="stack stack--l">
        <CustomerCoverage {...customers} />
        {projects.length > 0 && <ProjectCoverage gaps={projects} />}
      </div>
    </>
  );
}
