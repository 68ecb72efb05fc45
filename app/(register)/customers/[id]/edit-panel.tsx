import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { saveCustomer } from "../actions";
import { customerLabels } from "../labels";
import type { Card } from "./card";
import { FactFields } from "./fact-fields";

export async function EditPanel({ viewer, customer }: Pick<Card, "viewer" | "customer">) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const close = paths.customer(customer.id);
  const { typed } = formatsOf(locale, viewer.facts.timeZone);
  const { kind, country, businessId, vatNumber, industryCode, website, email, phone, language, timeZone } = customer;
  const facts = { kind, country, businessId, vatNumber, industryCode, website, email, phone, language, timeZone };
  const figures = { annualRevenue: typed(customer.annualRevenue), staff: customer.staff };
  return (
    <Panel title={t("card.edit")} close={{ href: close, label: t("action.close") }}>
      <Form
        action={saveCustomer}
        formKey={newFormKey()}
        title={`${t("card.edit")} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await customerLabels(country)}
        hidden={{ id: String(customer.id), version: String(customer.version) }}
        values={textsOf({ ...facts, ...figures })}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <FactFields country={country} />
      </Form>
    </Panel>
  );
}

const textsOf = (stored: Record<string, string | number | null>) =>
  Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value ?? "")]));
