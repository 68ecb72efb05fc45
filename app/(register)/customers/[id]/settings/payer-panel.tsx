import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { SearchLine } from "@/components/search-line";
import { billingNames, payerChoices } from "@/lib/billing/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { billingWords } from "../../../billing/words";
import type { Card } from "../card";
import { saveBilling, saveCompanyBilling } from "./actions";
import { termsAddress, termsOf } from "./terms-of";

/** Who gets the invoices: the customer itself, or another one found by name or number. */
export async function PayerPanel(card: Card) {
  const { viewer, customer, query } = card;
  const q = typeof query.q === "string" ? query.q : "";
  const { company, own, home, version } = await termsOf(card);
  const [t, { labels }, names, found] = await Promise.all([
    getTranslations(),
    billingWords(),
    billingNames(viewer, customer.id, own),
    payerChoices(viewer, customer.id, q),
  ]);
  const held = own?.billingCustomerId ?? null;
  const isHidden = held !== null && names.payerName === null;
  const others = found.filter(({ id }) => id !== held);
  const options = [
    { value: "", label: t(company && home?.billingCustomerId ? "billing.fromCustomer" : "billing.payerItself") },
    ...(held !== null && names.payerName !== null
      ? [{ value: String(held), label: names.payerName, hint: names.payerNumber ?? "" }]
      : []),
    ...others.map(({ id, name, number, city, isSupplier }) => ({
      value: String(id),
      label: name ?? "",
      hint: [number, city, isSupplier && t("customer.supplier")].filter(Boolean).join(" · "),
    })),
  ];
  const close = termsAddress(card, company);
  return (
    <Panel title={t("billing.choosePayer")} close={{ href: close, label: t("action.close") }}>
      <div className="px-4 pt-4 md:px-6 md:pt-6">
        <SearchLine
          action={paths.customerTab(customer.id, "settings")}
          label={t("billing.findPayer")}
          placeholder={t("billing.payerPlaceholder")}
          submit={t("action.search")}
          value={q}
          hidden={{ panel: "billing.payer", ...(company && { company: String(company.companyId) }) }}
        />
        {q && others.length === 0 && <p className="muted pt-3">{t("billing.noPayerHits")}</p>}
        {isHidden && <p className="muted pt-3">{t("billing.payerHidden")}</p>}
      </div>
      <Form
        key={q}
        action={company ? saveCompanyBilling : saveBilling}
        formKey={newFormKey()}
        title={`${t("billing.choosePayer")} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={labels}
        hidden={{ id: String(company?.id ?? customer.id), version: String(version) }}
        values={isHidden ? {} : { billingCustomerId: String(held ?? "") }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <Field name="billingCustomerId" label={labels.billingCustomerId} kind="radios" options={options} />
      </Form>
    </Panel>
  );
}
