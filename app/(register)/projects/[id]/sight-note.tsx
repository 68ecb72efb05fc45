import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { paths } from "@/lib/paths";
import type { ProjectCard } from "./project-card";

/** Who may open the project, in words; for those who give out rights with the way to the people. */
export async function SightNote({ viewer, project }: ProjectCard) {
  const t = await getTranslations();
  return (
    <Section id="sight" title={t("project.sight")}>
      <p className="muted pt-2">{t("project.sightText")}</p>
      {viewer.can("permissions") && (
        <p className="xs pt-2">
          <a href={paths.customer(project.customerId, { panel: "sight" })}>{t("sight.who")}</a>
        </p>
      )}
    </Section>
  );
}
