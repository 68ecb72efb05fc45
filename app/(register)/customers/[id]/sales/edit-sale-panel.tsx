import { getTranslations } from "next-intl/server";
import { formatsOf } from "@/lib/format";
import { type Sale, saleChoices } from "@/lib/sales/queries";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { saveSale } from "./actions";
import { salesTab } from "./sale-address";
import { SaleFields } from "./sale-fields";
import { saleLabels } from "./sale-labels";

export async function EditSalePanel({ sale, ...card }: Card & { sale: Sale }) {
  const { viewer, customer } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { typed } = formatsOf(locale, viewer.facts.timeZone);
  const { name, statusId, probability, expectedValue, currency, expectedOn, ownerId, contactId, projectId } = sale;
  const plain = { name, statusId, probability, currency, expectedOn, ownerId, contactId, projectId };
  const { lostReason, description } = sale;
  const values = Object.entries({ ...plain, lostReason, description }).map(([field, value]) => [
    field,
    String(value ?? ""),
  ]);
  return (
    <FormPanel
      title={t("sales.edit")}
      about={customer.name}
      close={salesTab(card, `sale.${sale.id}`)}
      action={saveSale}
      submit={t("action.save")}
      labels={await saleLabels()}
      hidden={{ id: String(sale.id), version: String(sale.version) }}
      values={{ ...Object.fromEntries(values), expectedValue: typed(expectedValue) }}
    >
      <SaleFields viewer={viewer} choices={await saleChoices(viewer, customer.id, locale, sale)} state={sale.state} />
    </FormPanel>
  );
}
