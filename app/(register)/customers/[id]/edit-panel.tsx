import { getTranslations } from "next-intl/server";
import { customLabels, customValues } from "@/lib/custom-fields/words";
import { externalFieldsFor } from "@/lib/customers/fields";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import { saveCustomer } from "../actions";
import { customFieldsToFill, customReader } from "../custom-definitions";
import { CustomFields } from "../custom-fields";
import { customerLabels } from "../labels";
import type { Card } from "./card";
import { FactFields, hasCompanyForm } from "./fact-fields";

export async function EditPanel({ viewer, customer }: Card) {
  const [t, fields, reader] = await Promise.all([getTranslations(), customFieldsToFill(), customReader()]);
  const close = paths.customer(customer.id);
  const { kind, country, businessId, vatNumber, industryCode, website, email, phone, language, timeZone } = customer;
  const facts = { kind, country, businessId, vatNumber, industryCode, website, email, phone, language, timeZone };
  const figures = { annualRevenue: reader.format.typed(customer.annualRevenue), staff: customer.staff };
  const form = hasCompanyForm(customer) && { companyForm: customer.companyForm };
  const ids = Object.fromEntries(externalFieldsFor(viewer).map((field) => [field, customer.externalIds[field] ?? ""]));
  return (
    <FormPanel
      title={t("card.edit")}
      about={customer.name}
      close={close}
      action={saveCustomer}
      submit={t("action.save")}
      labels={{ ...(await customerLabels(country)), ...customLabels(fields, reader.locale) }}
      hidden={{ id: String(customer.id), version: String(customer.version) }}
      values={{
        ...textsOf({ ...facts, ...form, ...figures, ...ids }),
        ...customValues(fields, customer.custom, reader),
      }}
    >
      <FactFields viewer={viewer} customer={customer} />
      <CustomFields fields={fields} held={customer.custom} />
    </FormPanel>
  );
}

const textsOf = (stored: Record<string, string | number | null>) =>
  Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value ?? "")]));
