import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { FormAction } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import { companyFields, invoiceStart } from "@/lib/companies/fields";
import { type Company, companyNumbers } from "@/lib/companies/queries";
import { countryOptions } from "@/lib/countries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../form-panel";
import { companyLabels } from "./describe";

type Props = { viewer: Viewer; title: string; action: FormAction; company?: Company; country: string };

/** The panel of a new company, or of one that is there. */
export async function CompanyForm({ viewer, title, action, company, country }: Props) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), companyLabels()]);
  const close = paths.settings("companies");
  const { name, country: place, vatNumber } = companyFields;
  const numbers = await numbersOf(viewer, company);
  return (
    <FormPanel
      title={title}
      close={close}
      action={action}
      submit={t("action.save")}
      labels={labels}
      hidden={company && { id: String(company.id), version: String(company.version) }}
      values={{
        name: company?.name ?? "",
        country: company?.country ?? country,
        vatNumber: company?.vatNumber ?? "",
        invoiceStart: String(numbers?.next ?? 1),
      }}
    >
      <Field name="name" label={labels.name} kind="text" required span={name.span} autoComplete="off" />
      <Field
        name="country"
        label={labels.country}
        kind="select"
        required
        span={place.span}
        options={countryOptions(locale).map(({ code, name: label }) => ({ value: code, label }))}
      />
      <Field
        name="vatNumber"
        label={labels.vatNumber}
        kind="text"
        span={vatNumber.span}
        autoComplete="off"
        hint={t("company.vatNumberHint")}
      />
      {numbers?.isOpen && (
        <Field
          name="invoiceStart"
          label={labels.invoiceStart}
          kind="number"
          span={invoiceStart.span}
          autoComplete="off"
          hint={t("company.invoiceStartHint")}
        />
      )}
      {numbers && !numbers.isOpen && (
        <p className="hint">{t("company.nextInvoice", { number: String(numbers.next) })}</p>
      )}
    </FormPanel>
  );
}

/** Of a new company the first number is free; to those who see no money there is nothing to say. */
async function numbersOf(viewer: Viewer, company: Company | undefined) {
  if (!viewer.can("money.read")) return null;
  return company ? companyNumbers(viewer, company.id) : { next: 1, isOpen: true };
}
