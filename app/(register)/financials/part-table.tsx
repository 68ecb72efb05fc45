import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { Pager } from "@/components/pager";
import { type Html, html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, SortHead, Table } from "@/components/table";
import type { Part } from "@/lib/financials/assemble";
import { pageSize } from "@/lib/financials/figures";
import { type Order, orders } from "@/lib/financials/filter";
import { paths } from "@/lib/paths";
import { columns } from "./figure-columns";
import { asHead, type FigurePage } from "./figure-page";
import { figureCells } from "./figure-table";

/** What a year, or one month of it, is made of: projects, or the customers of a roll-up. */
export function PartTable(page: FigurePage) {
  const { asked, figures, format, isRolledUp, locale, t, to } = page;
  const { year, month } = asked;
  const period = month ? asHead(format.monthAndYear(month), locale) : String(year);
  return (
    <Section
      id="parts"
      title={isRolledUp ? t("finance.byCustomer") : t("finance.byProject")}
      count={period}
      actions={
        month && (
          <ButtonLink href={to({ month: null })} tone="plain" small>
            {t("finance.wholeYear", { year: String(year) })}
          </ButtonLink>
        )
      }
    >
      {figures.parts.length === 0 ? (
        <EmptyLine text={month ? t("finance.noMonth") : t("finance.noYear", { year: String(year) })} />
      ) : (
        <>
          <Table head={<Heads {...page} />}>
            <Rows html={html`${figures.parts.map((part) => row(part, page))}`} />
          </Table>
          <PartPager {...page} />
        </>
      )}
    </Section>
  );
}

const isOrder = (column: string): column is Order => orders.some((order) => order === column);

function Heads(page: FigurePage) {
  const { asked, isRolledUp, t, to } = page;
  const head = (order: Order, word: string) => {
    const isSorted = asked.order === order;
    const descending = isSorted ? !asked.descending : order !== "name";
    return (
      <SortHead
        key={order}
        href={to({ order, descending })}
        sort={isSorted ? (asked.descending ? "descending" : "ascending") : undefined}
        num={order !== "name"}
      >
        {word}
      </SortHead>
    );
  };
  return (
    <>
      {head("name", isRolledUp ? t("customers.name") : t("project.name"))}
      {columns.map((column) =>
        isOrder(column) ? (
          head(column, page.words[column])
        ) : (
          <th key={column} scope="col" className="num">
            {page.words[column]}
          </th>
        ),
      )}
    </>
  );
}

const row = (part: Part, page: FigurePage): Html =>
  html`<tr><th scope="row">${nameOf(part, page)}</th>${figureCells(part, page)}</tr>`;

/** A customer leads to its own figures, a project to its own card; what belongs to none stays here. */
function nameOf({ id, name, number }: Part, { asked, isRolledUp, t, to }: FigurePage): Html {
  const { year, view, month, whose } = asked;
  if (id === null) {
    const none = "customer" in whose && to({ whose: { ...whose, project: "none" } });
    return html`<a class="name" href="${none || ""}">${t("finance.noProject")}</a>`;
  }
  const kept = { year, view: view === "expected" ? null : view, month: month?.slice(0, 7) };
  const href = isRolledUp ? paths.financials(id, kept) : paths.projectTab(id, "financials");
  return html`<a class="name" href="${href}">${name}</a><span class="sub">${number}</span>`;
}

function PartPager({ asked, figures, format, t, toPage }: FigurePage) {
  const { page } = asked;
  if (figures.partCount <= pageSize) return null;
  const from = (page - 1) * pageSize + 1;
  const to = from + figures.parts.length - 1;
  const { number } = format;
  return (
    <Pager
      label={t("customers.pages")}
      range={t("list.rowsShown", { from: number(from), to: number(to), total: number(figures.partCount) })}
      previous={page > 1 ? `${toPage(page - 1)}#parts` : undefined}
      next={to < figures.partCount ? `${toPage(page + 1)}#parts` : undefined}
      texts={{ previous: t("action.previous"), next: t("action.next") }}
    />
  );
}
