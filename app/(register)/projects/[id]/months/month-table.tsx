import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { type FigureKind, monthsOf } from "@/lib/financials/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { type lifeOfProject, remarksOf, type Sum } from "@/lib/project-months/queries";
import { currentLocale } from "@/lib/session";
import { isChangeable, type ProjectCard } from "../project-card";
import { figureLabels, kindLabels } from "./labels";

type Props = ProjectCard & {
  year: number;
  sums: readonly Sum[];
  life: Awaited<ReturnType<typeof lifeOfProject>>;
};

const columns = ["revenue", "billing", "labour", "otherCosts", "margin", "percent", "hours"] as const;
type Column = (typeof columns)[number];

/** A year by month, actual and foreseen figures one below the other, with their totals. */
export async function MonthTable({ year, sums, life, ...card }: Props) {
  const { viewer, project } = card;
  const [t, locale, labels, kinds, remarks] = await Promise.all([
    getTranslations(),
    currentLocale(),
    figureLabels(),
    kindLabels(),
    remarksOf(viewer, project.id, year),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const home = viewer.facts.currency;
  const heads: Record<Column, string> = { ...labels, margin: t("finance.margin"), percent: t("finance.marginPct") };
  const shown = (sum: Sum | undefined, column: Column) => {
    const value = sum?.[column] ?? null;
    if (value === null) return "–";
    if (column === "percent") return format.share(value);
    return column === "hours" ? format.quantity(value) : format.decimal(value);
  };
  const noteOf = (month: string, kind: FigureKind) =>
    remarks.find((one) => one.month === month && one.kind === kind)?.note ?? "";
  const inMonth = (month: string) => sums.filter((sum) => sum.month === month);
  const total = (kind: FigureKind | null, currency: string) =>
    sums.find((sum) => sum.month === null && sum.kind === kind && sum.currency === currency);
  const kindName = (kind: FigureKind | null) => (kind ? kinds[kind] : t("figures.expected"));
  const cells = (sum: Sum | undefined, converted?: Sum) =>
    columns.map((column) => (
      <td
        key={column}
        className={`num${sum ? "" : " hide"}${sum?.[column]?.startsWith("-") ? " neg" : ""}`}
        data-l={heads[column]}
      >
        <span>
          {shown(sum, column)}
          {converted && column !== "hours" && column !== "percent" && (
            <span className="sub">{converted[column] ? format.money(converted[column], home) : "–"}</span>
          )}
        </span>
      </td>
    ));

  return (
    <Section
      id="months"
      title={t("figures.title")}
      text={t("figures.about", { currency: project.currency })}
      actions={<Tools {...card} year={year} />}
    >
      <Table
        head={
          <>
            <th scope="col">{t("finance.month")}</th>
            <th scope="col">{t("figures.kind")}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="num">
                {heads[column]}
              </th>
            ))}
            <th scope="col">{labels.note}</th>
          </>
        }
      >
        <tbody>
          {monthsOf(year).flatMap((month) => {
            const told = inMonth(month);
            const rows = told.length ? told : [undefined];
            return rows.map((sum, at) => (
              <tr key={`${month} ${sum?.kind}`}>
                <th scope="row" className="first-letter:uppercase">
                  <span className={at > 0 ? "md:sr-only" : undefined}>{format.monthName(month)}</span>
                </th>
                <td>{sum?.kind ? kinds[sum.kind] : "–"}</td>
                {cells(sum)}
                <td className="break-words">{sum?.kind && noteOf(month, sum.kind)}</td>
              </tr>
            ));
          })}
        </tbody>
        <tfoot>
          {([null, "actual", "forecast"] as const).map((kind) => (
            <tr key={kind}>
              <th scope="row">{t("finance.total")}</th>
              <td>{kindName(kind)}</td>
              {cells(total(kind, project.currency), home === project.currency ? undefined : total(kind, home))}
              <td className="hide" />
            </tr>
          ))}
        </tfoot>
      </Table>
      <p className="xs faint mt-3">
        {t("figures.expectedText")}
        {home !== project.currency && (
          <>
            {" "}
            {life.rate && life.ratedOn
              ? t("figures.rate", {
                  home,
                  currency: project.currency,
                  rate: format.exact(life.rate),
                  day: format.day(life.ratedOn),
                })
              : t("figures.rateMissing", { home, currency: project.currency })}
          </>
        )}
      </p>
    </Section>
  );
}

/** The years beside this one, and the ways to change its figures. */
async function Tools({ year, ...card }: ProjectCard & { year: number }) {
  const t = await getTranslations("figures");
  const at = (query: Record<string, string | number>) => paths.projectTab(card.project.id, "financials", query);
  return (
    <div className="row">
      <nav className="pick" aria-label={t("year")}>
        {[year - 1, year, year + 1].map((one) => (
          <PageLink key={one} href={at({ year: one })} still aria-current={one === year ? "page" : undefined}>
            {one}
          </PageLink>
        ))}
      </nav>
      {isChangeable(card) && (
        <>
          <ButtonLink href={at({ year, edit: "forecast" })} small icon="edit">
            {t("editForecast")}
          </ButtonLink>
          <ButtonLink href={at({ year, edit: "actual" })} small icon="edit">
            {t("editActual")}
          </ButtonLink>
        </>
      )}
    </div>
  );
}
