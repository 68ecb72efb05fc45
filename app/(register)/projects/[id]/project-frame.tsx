import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Notice } from "@/components/flash";
import { Behind } from "@/components/panel";
import { Tabs } from "@/components/tabs";
import { paths } from "@/lib/paths";
import { UndoCompletion } from "../../activities/undo-completion";
import { FlashLine } from "../../flash-line";
import { UndoChange } from "../../responsibilities/undo-change";
import { maySee, type OpenProjectPanel, type ProjectCard, type ProjectTab, tabs } from "./project-card";
import { ProjectHeader } from "./project-header";
import { projectPanel } from "./project-panel";

type Props = ProjectCard & {
  tab: ProjectTab;
  /** Who may answer `?panel=` on this tab, besides the project itself. */
  panels?: readonly OpenProjectPanel[];
  /** A form of the page brings its title, as long as nothing is open before it. */
  titled?: boolean;
  children: ReactNode;
};

/** What stays put on every tab: header, tabs, flash line, and the panel the address opens. */
export async function ProjectFrame({ tab, panels = [], titled, children, ...card }: Props) {
  const { viewer, project, query } = card;
  const t = await getTranslations();
  const wanted = typeof query.panel === "string" ? query.panel : "";
  const panel = wanted && [projectPanel(tab), ...panels].map((open) => open(wanted, card)).find(Boolean);
  const words = {
    overview: t("project.tabOverview"),
    collaboration: t("card.tabCollaboration"),
    financials: t("card.tabFinancials"),
  };
  const items = tabs
    .filter((name) => maySee(viewer, name))
    .map((name) => ({
      href: paths.projectTab(project.id, name),
      label: words[name],
      current: name === tab,
    }));
  const title = tab === "overview" ? project.name : `${words[tab]} · ${project.name}`;
  return (
    <>
      {!panel && !titled && <title>{`${title} · Kumppani`}</title>}
      <Behind panel={Boolean(panel)}>
        <FlashLine params={query}>
          <UndoCompletion query={query} />
          <UndoChange viewer={viewer} params={query} here={paths.projectTab(project.id, tab)} />
        </FlashLine>
        <ProjectHeader {...card} />
        {project.archivedAt && <Notice kind="note">{t("error.customerArchived")}</Notice>}
        <Tabs label={t("project.tabs")} items={items} />
        {children}
      </Behind>
      {panel}
    </>
  );
}
