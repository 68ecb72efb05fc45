import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { groupRow, html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { type ListedProject, listProjects } from "@/lib/projects/queries";
import { currentLocale } from "@/lib/session";
import { participantCell } from "../../../responsibilities/participant-cell";
import type { Card } from "../card";

export async function ProjectSection({ viewer, customer }: Card) {
  const [t, locale] = await Promise.all([getTranslations("project"), currentLocale()]);
  const projects = await listProjects(viewer, customer.id, locale);
  const peopleOf = await participantCell(viewer, customer);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const words = {
    planned: t("statusPlanned"),
    active: t("statusActive"),
    onHold: t("statusOnHold"),
    closed: t("statusClosed"),
  };
  const isOpen = ({ status }: ListedProject) => status !== "closed";
  const day = (date: string | null) => (date ? format.day(date) : "");
  const row = ({ id, number, name, status, manager, startsOn, endsOn, team }: ListedProject) =>
    html`<tr id="project-${id}"><th scope="row">${name}</th>
      <td data-l="${t("number")}">${number}</td>
      <td data-l="${t("status")}">${words[status]}</td>
      <td data-l="${t("manager")}">${manager}</td>
      <td data-l="${t("participants")}">${peopleOf({ id, name, team })}</td>
      <td data-l="${t("dates")}">${(startsOn || endsOn) && `${day(startsOn)} – ${day(endsOn)}`.trim()}</td></tr>`;
  const groups = [
    { key: "open", name: t("open"), rows: projects.filter(isOpen) },
    { key: "closed", name: t("closed"), rows: projects.filter((project) => !isOpen(project)) },
  ];
  const heads = [t("name"), t("number"), t("status"), t("manager"), t("participants"), t("dates")];
  return (
    <Section id="projects" title={t("title")} count={projects.length ? String(projects.length) : undefined}>
      {projects.length === 0 ? (
        <EmptyLine text={t("none")} />
      ) : (
        <Table
          head={heads.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        >
          {groups
            .filter(({ rows }) => rows.length)
            .map(({ key, name, rows }) => (
              <Rows
                key={key}
                html={html`${groupRow({ span: 6, name, count: format.number(rows.length) })}${rows.map(row)}`}
              />
            ))}
        </Table>
      )}
    </Section>
  );
}
