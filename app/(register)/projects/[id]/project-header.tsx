import { getTranslations } from "next-intl/server";
import { Person } from "@/components/chips";
import { Head } from "@/components/head";
import { formatsOf, initialsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { periodOf } from "../labels";
import { StatusBadge } from "../status-badge";
import type { ProjectCard, ProjectTab } from "./project-card";

/** Name, number, customer, state, manager and dates of a project, and what can be done with it. */
export async function ProjectHeader({ viewer, project }: ProjectCard & { tab: ProjectTab }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { customerId, customerName, managerName, name, number, status } = project;
  const period = periodOf(project, formatsOf(locale, viewer.facts.timeZone));
  return (
    <Head
      card
      title={name}
      note={number}
      crumb={{
        label: t("nav.breadcrumb"),
        steps: [
          { href: paths.customer(customerId), label: customerName },
          { href: paths.cardSection(customerId, "sales", "projects"), label: t("project.title") },
        ],
      }}
      below={
        <>
          <StatusBadge status={status} />
          {managerName && (
            <Person initials={initialsOf(managerName)} lead>
              <span className="faint">{t("project.manager")}</span> {managerName}
            </Person>
          )}
          {period && <span>{period}</span>}
        </>
      }
    />
  );
}
