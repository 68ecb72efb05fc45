import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { SearchLine } from "@/components/search-line";
import { billingNames, customerBilling, payerChoices } from "@/lib/billing/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { billingWords } from "../../../billing/words";
import type { Card } from "../card";
import { saveBilling } from "./actions";

/** Who gets the invoices: the customer itself, or another one found by name or number. */
export async function PayerPanel({ viewer, customer, query }: Card) {
  const q = typeof query.q === "string" ? query.q : "";
  const { own, version } = await customerBilling(viewer, customer);
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
    { value: "", label: t("billing.payerItself") },
    ...(held !== null && names.payerName !== null
      ? [{ value: String(held), label: names.payerName, hint: names.payerNumber ?? "" }]
      : []),
    ...others.map(({ id, name, number, city, isSupplier }) => ({
      value: String(id),
      label: name ?? "",
      hint: [number, city, isSupplier && t("customer.supplier")].filter(Boolean).join(" · "),
    })),
  ];
  const close = paths.customerTab(customer.id, "settings");
  return (
    <Panel title={t("billing.choosePayer")} close={{ href: close, label: t("action.close") }}>
      <div className="px-4 pt-4 md:px-6 md:pt-6">
        <SearchLine
          action={close}
          label={t("billing.findPayer")}
          placeholder={t("billing.payerPlaceholder")}
          submit={t("action.search")}
          value={q}
          hidden={{ panel: "billing.payer" }}
        />
        {q && others.length === 0 && <p className="muted pt-3">{t("billing.noPayerHits")}</p>}
        {isHidden && <p className="muted pt-3">{t("billing.payerHidden")}</p>}
      </div>
      <Form
        key={q}
        action={saveBilling}
        formKey={newFormKey()}
        title={`${t("billing.choosePayer")} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={labels}
        hidden={{ id: String(customer.id), version: String(version) }}
        values={isHidden ? {} : { billingCustomerId: String(held ?? "") }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <Field name="billingCustomerId" label={labels.billingCustomerId} kind="radios" options={options} />
      </Form>
    </Panel>
  );
}
