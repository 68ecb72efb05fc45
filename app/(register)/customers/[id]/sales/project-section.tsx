import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { groupRow, html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { Tabs } from "@/components/tabs";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { ProjectSum } from "@/lib/projects/figures";
import { type ProjectFilter, projectFilter, projectQuery } from "@/lib/projects/filter";
import { listProjects } from "@/lib/projects/queries";
import { mayAddProject } from "@/lib/projects/rules";
import { currentLocale } from "@/lib/session";
import { conversionOf } from "../../../financials/figure-notes";
import type { Card } from "../card";
import { showsBelow } from "../units/units-choice";
import { projectRows } from "./project-rows";
import { keptOf, salesTab } from "./sale-address";

/** All projects of the customer, with `?units=below` also those of its sub-units: open and closed, with their totals. */
export async function ProjectSection(card: Card) {
  const { viewer, customer, query } = card;
  const [t, locale] = await Promise.all([getTranslations("project"), currentLocale()]);
  const [filter, below] = [projectFilter(query), showsBelow(card)];
  const { sums, projects } = await listProjects(viewer, customer.id, locale, filter, below);
  const [format, table] = [formatsOf(locale, viewer.facts.timeZone), await projectRows(card, below)];
  const sumOf = (isClosed: boolean | null) => sums.find((sum) => sum.isClosed === isClosed);
  const all = sumOf(null);
  const shown = { all, open: sumOf(false), closed: sumOf(true) }[filter.shown];
  const groups = [
    { isClosed: false, name: t("open"), rows: projects.filter(({ status }) => status !== "closed") },
    { isClosed: true, name: t("closed"), rows: projects.filter(({ status }) => status === "closed") },
  ];
  return (
    <Section
      id="projects"
      title={t("title")}
      count={all && String(all.count)}
      actions={customer.archivedAt === null && mayAddProject(viewer) && <NewProject {...card} />}
    >
      {(sums.length > 2 || filter.shown !== "all") && <Shown card={card} filter={filter} sumOf={sumOf} />}
      {!shown && <EmptyLine text={t(all ? "noneShown" : "none")} />}
      {shown && (
        <Table
          head={table.heads.map(({ name, num }) => (
            <th key={name} scope="col" className={num ? "num" : undefined}>
              {name}
            </th>
          ))}
        >
          {groups
            .filter(({ rows }) => rows.length)
            .map(({ isClosed, name, rows }) => (
              <Rows
                key={name}
                html={html`${groupRow({ span: table.heads.length, name, count: format.number(sumOf(isClosed)?.count ?? 0) })}${rows.map(table.row)}`}
              />
            ))}
          <Rows foot html={table.total(shown)} />
        </Table>
      )}
      {shown && shown.count > projects.length && (
        <div className="pt-2">
          <ButtonLink href={hrefOf(card, { ...filter, show: filter.show + 1 })} small>
            {t("more")}
          </ButtonLink>
        </div>
      )}
      {shown && <Notes card={card} shown={shown} />}
    </Section>
  );
}

const hrefOf = (card: Card, filter: ProjectFilter) =>
  paths.customerTab(card.customer.id, "sales", { ...keptOf(card), ...projectQuery(filter) });

async function NewProject(card: Card) {
  const t = await getTranslations("project");
  return (
    <ButtonLink href={salesTab(card, "new-project")} small icon="plus">
      {t("new")}
    </ButtonLink>
  );
}

type ShownProps = { card: Card; filter: ProjectFilter; sumOf: (isClosed: boolean | null) => ProjectSum | undefined };

async function Shown({ card, filter, sumOf }: ShownProps) {
  const t = await getTranslations("project");
  const tab = (shown: ProjectFilter["shown"], label: string, sum: ProjectSum | undefined) => ({
    href: hrefOf(card, { shown, show: 1 }),
    label,
    count: String(sum?.count ?? 0),
    current: filter.shown === shown,
  });
  return (
    <Tabs
      label={t("title")}
      items={[
        tab("all", t("all"), sumOf(null)),
        tab("open", t("open"), sumOf(false)),
        tab("closed", t("closed"), sumOf(true)),
      ]}
    />
  );
}

/** How the state of the hours is judged, and how the totals come about. */
async function Notes({ card: { viewer }, shown }: { card: Card; shown: ProjectSum }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const lines = [
    shown.budgetHours !== null && t("project.lightText"),
    conversionOf({ rates: shown.rates, format, t, viewer }),
    shown.isMissing && t("project.rateMissing"),
  ];
  return <p className="xs faint pt-2">{lines.filter(Boolean).join(" ")}</p>;
}
