import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { groupRow, html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { Tabs } from "@/components/tabs";
import { contactName } from "@/lib/contacts/rules";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { type SalesFilter, salesFilter, salesQuery, shownSales } from "@/lib/sales/filter";
import { type ListedSale, type SalesSum, salesCasesOf } from "@/lib/sales/queries";
import { mayAddSale } from "@/lib/sales/rules";
import { currentLocale } from "@/lib/session";
import { shortened } from "@/lib/text";
import type { Card } from "../card";
import { showsBelow } from "../units/units-choice";
import { keptOf, salesTab } from "./sale-address";
import { RateLine, SalesSums } from "./sales-sums";

/** What is being sold to the customer, and was: with the sums, on a main unit also of the units below. */
export async function SalesSection(card: Card) {
  const { viewer, customer, query } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const filter = salesFilter(query);
  const { sums, sales } = await salesCasesOf(viewer, customer.id, locale, filter, showsBelow(card));
  const counts = countsIn(sums);
  const more = paths.customerTab(customer.id, "sales", {
    ...keptOf(card),
    ...salesQuery({ ...filter, show: filter.show + 1 }),
  });
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  return (
    <Section
      id="sales"
      title={t("sales.title")}
      count={counts.all ? number(counts.all) : undefined}
      actions={
        mayAddSale(viewer, customer) && (
          <ButtonLink href={salesTab(card, "new-sale")} small icon="plus">
            {t("sales.new")}
          </ButtonLink>
        )
      }
    >
      {counts.open > 0 && counts.closed > 0 && <Choice {...card} filter={filter} counts={counts} />}
      {counts[filter.shown] === 0 ? (
        <EmptyLine text={t("sales.none")} />
      ) : (
        <SalesTable {...card} filter={filter} counts={counts} sums={sums} sales={sales} />
      )}
      {counts[filter.shown] > sales.length && (
        <p className="pt-3">
          <ButtonLink href={more} small>
            {t("sales.more")}
          </ButtonLink>
        </p>
      )}
      <RateLine viewer={viewer} sums={sums} shown={filter.shown} />
    </Section>
  );
}

type Counts = Record<(typeof shownSales)[number], number>;
type Listed = Card & { filter: SalesFilter; counts: Counts };

function countsIn(sums: readonly SalesSum[]): Counts {
  const together = sums.filter(({ currency }) => currency === null);
  const add = (some: readonly SalesSum[]) => some.reduce((total, { count }) => total + count, 0);
  const open = add(together.filter(({ state }) => state === "inProgress"));
  return { all: add(together), open, closed: add(together) - open };
}

async function Choice({ filter, counts, ...card }: Listed) {
  const [t, locale] = await Promise.all([getTranslations("sales"), currentLocale()]);
  const { number } = formatsOf(locale, card.viewer.facts.timeZone);
  const items = shownSales.map((shown) => ({
    href: paths.customerTab(card.customer.id, "sales", { ...keptOf(card), ...salesQuery({ shown, show: 1 }) }),
    label: t(shown),
    count: number(counts[shown]),
    current: filter.shown === shown,
  }));
  return <Tabs label={t("shown")} items={items} />;
}

type TableProps = Listed & { sums: readonly SalesSum[]; sales: readonly ListedSale[] };

async function SalesTable({ filter, counts, sums, sales, ...card }: TableProps) {
  const { viewer, customer } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const isBelow = showsBelow(card);
  const money = (value: string | null, currency: string) => value !== null && format.money(value, currency);
  const words = {
    unit: t("sales.unit"),
    status: t("sales.status"),
    value: t("sales.value"),
    weighted: t("sales.weighted"),
    orderDate: t("sales.orderDate"),
    owner: t("sales.owner"),
    contact: t("sales.contact"),
  };
  const deleted = t("contact.deleted");
  /** How likely it is; of a closed one since when, and why it was lost. */
  const stateOf = ({ isOpen, probability, closedAt, lostReason }: ListedSale) =>
    isOpen
      ? format.percent(probability)
      : [closedAt && format.date(closedAt), lostReason && shortened(lostReason)].filter(Boolean).join(" · ");
  const row = (sale: ListedSale) => {
    const { id, customerId, currency, expectedOn, firstName, lastName, erasedAt } = sale;
    const href = customerId === customer.id ? salesTab(card, `sale.${id}`) : paths.customerSalesCase(customerId, id);
    const person = sale.contactId !== null && contactName({ firstName, lastName, erasedAt }, deleted);
    return html`<tr><th scope="row"><a class="name" href="${href}">${sale.name}</a></th>${
      isBelow &&
      html`<td data-l="${words.unit}"><a class="quiet" href="${paths.customerTab(customerId, "sales")}">${sale.customerName}</a></td>`
    }
      <td data-l="${words.status}"><span>${sale.status}<span class="sub">${stateOf(sale)}</span></span></td>
      <td class="num" data-l="${words.value}">${money(sale.expectedValue, currency)}</td>
      <td class="num" data-l="${words.weighted}">${money(sale.weighted, currency)}</td>
      <td data-l="${words.orderDate}">${expectedOn && format.day(expectedOn)}</td>
      <td data-l="${words.owner}">${sale.owner}</td>${!isBelow && html`<td data-l="${words.contact}">${person}</td>`}</tr>`;
  };
  const groups = [
    { key: "open", name: t("sales.open"), count: counts.open, rows: sales.filter(({ isOpen }) => isOpen) },
    { key: "closed", name: t("sales.closed"), count: counts.closed, rows: sales.filter(({ isOpen }) => !isOpen) },
  ];
  const left = isBelow ? "contact" : "unit";
  const heads = Object.entries({ name: t("sales.name"), ...words }).filter(([key]) => key !== left);
  return (
    <Table
      head={heads.map(([key, name]) => (
        <th key={key} scope="col" className={/^(value|weighted)$/.test(key) ? "num" : undefined}>
          {name}
        </th>
      ))}
    >
      {groups
        .filter(({ rows }) => rows.length)
        .map(({ key, name, count, rows }) => (
          <Rows
            key={key}
            html={html`${groupRow({ span: heads.length, name, count: format.number(count) })}${rows.map(row)}`}
          />
        ))}
      <SalesSums viewer={viewer} sums={sums} shown={filter.shown} lead={isBelow ? 3 : 2} rest={isBelow ? 2 : 3} />
    </Table>
  );
}
