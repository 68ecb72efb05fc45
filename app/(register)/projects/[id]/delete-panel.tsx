import { getTranslations } from "next-intl/server";
import type { ProjectBlockers } from "@/lib/access/project-blockers";
import { paths } from "@/lib/paths";
import { getProjectBlockers } from "@/lib/projects/queries";
import { FormPanel } from "../../form-panel";
import { ReadPanel } from "../../read-panel";
import { remove } from "../actions";
import type { ProjectCard } from "./project-card";

/** Whether to delete the project; or what hangs on it, each kind with the way there. */
export async function DeletePanel({ viewer, project }: ProjectCard) {
  const { id, name } = project;
  const [t, blockers] = await Promise.all([getTranslations(), getProjectBlockers(viewer, id)]);
  const lines = await blockerLines(project, blockers);
  const close = paths.project(id);
  if (lines.length === 0) {
    return (
      <FormPanel
        title={t("project.deleteTitle", { name })}
        close={close}
        ask
        action={remove}
        submit={t("action.delete")}
        tone="bad"
        hidden={{ id: String(id) }}
      >
        <p>{t("project.deleteText")}</p>
      </FormPanel>
    );
  }
  return (
    <ReadPanel title={t("project.blockedTitle", { name })} close={close} ask>
      <p>{t("project.blockedText")}</p>
      <ul className="list-disc ps-5 leading-6">
        {lines.map(({ text, href }) => (
          <li key={text}>{href ? <a href={href}>{text}</a> : text}</li>
        ))}
      </ul>
    </ReadPanel>
  );
}

type Line = { text: string; href?: string };

async function blockerLines({ id, customerId }: ProjectCard["project"], blockers: ProjectBlockers): Promise<Line[]> {
  const t = await getTranslations();
  const { tasks, activities, files, months, invoices, sales, others } = blockers;
  const work = paths.projectTab(id, "collaboration");
  const money = paths.projectTab(id, "financials");
  const lines: (Line | false)[] = [
    tasks > 0 && { text: t("project.blockedTasks", { n: tasks }), href: work },
    files > 0 && { text: t("project.blockedFiles", { n: files }), href: work },
    activities > 0 && { text: t("project.blockedActivities", { n: activities }), href: paths.customer(customerId) },
    months > 0 && { text: t("project.blockedMonths", { n: months }), href: money },
    invoices > 0 && { text: t("card.blockedInvoices", { count: invoices }), href: money },
    sales > 0 && {
      text: t("card.blockedSales", { count: sales }),
      href: paths.cardSection(customerId, "sales", "sales"),
    },
    others && { text: t("card.blockedOthers") },
  ];
  return lines.filter((line) => line !== false);
}
