import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { effective } from "@/lib/billing/rules";
import { saleChoices } from "@/lib/sales/queries";
import { mayGiveSale } from "@/lib/sales/rules";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { termsOf } from "../settings/terms-of";
import { addSale } from "./actions";
import { salesTab } from "./sale-address";
import { firstStep, SaleFields } from "./sale-fields";
import { saleLabels } from "./sale-labels";

/** Begins with what the customer says: its currency, its main contact, its account owner. */
export async function NewSalePanel(card: Card) {
  const { viewer, customer } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const [choices, terms] = await Promise.all([saleChoices(viewer, customer.id, locale), termsOf(card)]);
  const { salesBlock, salesBlockReason } = terms.counted ?? {};
  const currency = effective(terms.levels, "currency")?.value ?? viewer.facts.currency;
  const account = customer.own?.ownerId ?? customer.ownerId;
  const owner = choices.owners.find(({ id }) => id === account)?.id ?? viewer.employeeId;
  const close = salesTab(card);
  return (
    <FormPanel
      title={t("sales.new")}
      about={customer.name}
      close={close}
      action={addSale}
      submit={t("action.save")}
      labels={await saleLabels()}
      hidden={{ id: String(customer.id) }}
      values={{
        statusId: String(firstStep(choices, "inProgress")?.id ?? ""),
        currency: String(currency),
        contactId: String(choices.contacts.find(({ isDefault }) => isDefault)?.id ?? ""),
        ...(mayGiveSale(viewer) && { ownerId: String(owner) }),
      }}
    >
      {salesBlock && (
        <Notice kind="warn">
          <p>
            {t(salesBlock === "stop" ? "error.salesStopped" : "doubt.salesWarned", { reason: salesBlockReason ?? "" })}
          </p>
        </Notice>
      )}
      <SaleFields viewer={viewer} choices={choices} state="inProgress" />
    </FormPanel>
  );
}
