import { getTranslations } from "next-intl/server";
import { Section } from "@/components/section";
import { getProjectWork } from "@/lib/projects/queries";
import { currentLocale } from "@/lib/session";
import { Stamps } from "../../stamps";
import { MemberSection } from "./member-section";
import { NextTasks } from "./next-tasks";
import { ProgressSection } from "./progress-section";
import { type ProjectAddress, projectAt } from "./project-card";
import { ProjectFacts } from "./project-facts";
import { ProjectFrame } from "./project-frame";
import { SightNote } from "./sight-note";

/** The card of a project: what it is, who works on it and how far it has come. */
export default async function ProjectOverview(address: ProjectAddress) {
  const card = await projectAt(address);
  const { viewer, project } = card;
  const [t, locale] = await Promise.all([getTranslations("project"), currentLocale()]);
  const work = await getProjectWork(viewer, project.id, locale);
  return (
    <ProjectFrame {...card} tab="overview">
      <div className="cols">
        <div className="stack stack--l">
          <ProgressSection {...card} work={work} />
          {project.description && (
            <Section id="description" title={t("description")} pad>
              <p className="running whitespace-pre-line">{project.description}</p>
            </Section>
          )}
          <NextTasks {...card} work={work} />
        </div>
        <div className="stack stack--l">
          <MemberSection {...card} />
          <ProjectFacts {...card} work={work} />
          <SightNote {...card} />
          <Stamps viewer={card.viewer} row={card.project} customerId={card.project.customerId} />
        </div>
      </div>
    </ProjectFrame>
  );
}
