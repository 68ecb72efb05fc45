import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { customLabels, customValues } from "@/lib/custom-fields/words";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { saveCustomer } from "../actions";
import { customFieldsToFill, customReader } from "../custom-definitions";
import { CustomFields } from "../custom-fields";
import { customerLabels } from "../labels";
import type { Card } from "./card";
import { FactFields } from "./fact-fields";

export async function EditPanel({ customer }: Card) {
  const [t, fields, reader] = await Promise.all([getTranslations(), customFieldsToFill(), customReader()]);
  const close = paths.customer(customer.id);
  const { kind, country, businessId, vatNumber, industryCode, website, email, phone, language, timeZone } = customer;
  const facts = { kind, country, businessId, vatNumber, industryCode, website, email, phone, language, timeZone };
  const figures = { annualRevenue: reader.format.typed(customer.annualRevenue), staff: customer.staff };
  return (
    <Panel title={t("card.edit")} close={{ href: close, label: t("action.close") }}>
      <Form
        action={saveCustomer}
        formKey={newFormKey()}
        title={`${t("card.edit")} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={{ ...(await customerLabels(country)), ...customLabels(fields, reader.locale) }}
        hidden={{ id: String(customer.id), version: String(customer.version) }}
        values={{ ...textsOf({ ...facts, ...figures }), ...customValues(fields, customer.custom, reader) }}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <FactFields country={country} />
        <CustomFields fields={fields} held={customer.custom} />
      </Form>
    </Panel>
  );
}

const textsOf = (stored: Record<string, string | number | null>) =>
  Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value ?? "")]));
