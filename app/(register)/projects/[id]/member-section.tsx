import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { Section } from "@/components/section";
import { pageWith, paths } from "@/lib/paths";
import { TeamList } from "../../responsibilities/team-list";
import type { ProjectCard } from "./project-card";

/** Its manager and whoever takes part in it, each with roles and days. */
export async function MemberSection({ viewer, project }: ProjectCard) {
  const { id, archivedAt, isMasked, status, team } = project;
  const t = await getTranslations();
  const here = paths.project(id);
  const isOpen = archivedAt === null && status !== "closed" && !isMasked && viewer.can("responsibilities");
  const to = (kind: string) => pageWith(here, { panel: `${kind}.project.${id}` });
  return (
    <Section
      id="members"
      title={t("project.participants")}
      count={team.length ? String(team.length) : undefined}
      actions={
        isOpen && <ButtonLink href={to("role")} tone="plain" small icon="plus" label={t("resp.addParticipant")} />
      }
    >
      {team.length === 0 ? (
        <EmptyLine text={t("resp.noneProject")} />
      ) : (
        <TeamList
          viewer={viewer}
          here={here}
          row={{ subject: "project", subjectId: id }}
          people={team}
          isOpen={isOpen}
        />
      )}
      {isOpen && viewer.can("assignOthers") && (
        <p className="xs pt-3">
          <a href={to("owner")}>{t("resp.replaceManager")}</a>
        </p>
      )}
    </Section>
  );
}
