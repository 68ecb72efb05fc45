import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { groupRow, html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import { contactName } from "@/lib/contacts/rules";
import { formatsOf } from "@/lib/format";
import { type ListedSale, salesCasesOf } from "@/lib/sales/queries";
import { currentLocale } from "@/lib/session";
import type { Card } from "../card";

export async function SalesSection({ viewer, customer }: Card) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const sales = await salesCasesOf(viewer, customer.id, locale);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const isOpen = ({ state }: ListedSale) => state === "inProgress";
  const row = (sale: ListedSale) => {
    const { id, name, status, probability, expectedValue, currency, expectedOn, owner, contact } = sale;
    const person = contact && contactName(contact, t("contact.deleted"));
    const value = expectedValue === null ? null : format.money(expectedValue, currency);
    return html`<tr id="sale-${id}"><th scope="row">${name}</th>
      <td data-l="${t("sales.status")}">${status}</td>
      <td class="num" data-l="${t("sales.probability")}">${isOpen(sale) && format.percent(probability)}</td>
      <td class="num" data-l="${t("sales.value")}">${value}</td>
      <td data-l="${t("sales.orderDate")}">${expectedOn && format.day(expectedOn)}</td>
      <td data-l="${t("sales.owner")}">${owner}</td>
      <td data-l="${t("sales.contact")}">${person}</td></tr>`;
  };
  const groups = [
    { key: "open", name: t("sales.open"), rows: sales.filter(isOpen) },
    { key: "closed", name: t("sales.closed"), rows: sales.filter((sale) => !isOpen(sale)) },
  ];
  const head = (
    <>
      <th scope="col">{t("sales.name")}</th>
      <th scope="col">{t("sales.status")}</th>
      <th scope="col" className="num">
        {t("sales.probability")}
      </th>
      <th scope="col" className="num">
        {t("sales.value")}
      </th>
      <th scope="col">{t("sales.orderDate")}</th>
      <th scope="col">{t("sales.owner")}</th>
      <th scope="col">{t("sales.contact")}</th>
    </>
  );
  return (
    <Section id="sales" title={t("sales.title")} count={sales.length ? String(sales.length) : undefined}>
      {sales.length === 0 ? (
        <EmptyLine text={t("sales.none")} />
      ) : (
        <Table head={head}>
          {groups
            .filter(({ rows }) => rows.length)
            .map(({ key, name, rows }) => (
              <Rows
                key={key}
                html={html`${groupRow({ span: 7, name, count: format.number(rows.length) })}${rows.map(row)}`}
              />
            ))}
        </Table>
      )}
    </Section>
  );
}
