import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Person } from "@/components/chips";
import { Head } from "@/components/head";
import { Menu, MenuButton, MenuForm, MenuLink } from "@/components/menu";
import { formatsOf, initialsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { close, reopen } from "../actions";
import { periodOf } from "../labels";
import { StatusBadge } from "../status-badge";
import { isChangeable, type ProjectCard } from "./project-card";

/** Name, number, customer, state, manager and dates of a project, and what can be done with it. */
export async function ProjectHeader(card: ProjectCard) {
  const { viewer, project } = card;
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
          {period.length > 0 && <span>{period.join(" ")}</span>}
        </>
      }
      actions={isChangeable(card) && <Actions {...card} />}
    />
  );
}

async function Actions({ project: { id, status } }: ProjectCard) {
  const t = await getTranslations();
  const isClosed = status === "closed";
  return (
    <>
      <ButtonLink href={paths.project(id, { panel: "edit" })} icon="edit">
        {t("action.edit")}
      </ButtonLink>
      <Menu label={t("project.actions")} quiet>
        <MenuForm action={isClosed ? reopen : close} hidden={{ id: String(id) }}>
          <MenuButton icon={isClosed ? "refresh" : "check"}>
            {t(isClosed ? "project.reopen" : "project.close")}
          </MenuButton>
        </MenuForm>
        <MenuLink href={paths.project(id, { panel: "delete" })} icon="trash" bad cut>
          {t("card.delete")}
        </MenuLink>
      </Menu>
    </>
  );
}
