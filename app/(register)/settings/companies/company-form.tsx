import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { FormAction } from "@/components/form";
import { companyFields } from "@/lib/companies/fields";
import type { Company } from "@/lib/companies/queries";
import { countryOptions } from "@/lib/countries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../form-panel";
import { companyLabels } from "./describe";

type Props = { title: string; action: FormAction; company?: Company; country: string };

/** The panel of a new company, or of one that is there. */
export async function CompanyForm({ title, action, company, country }: Props) {
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), companyLabels()]);
  const close = paths.settings("companies");
  const { name, country: place } = companyFields;
  return (
    <FormPanel
      title={title}
      close={close}
      action={action}
      submit={t("action.save")}
      labels={labels}
      hidden={company && { id: String(company.id), version: String(company.version) }}
      values={{ name: company?.name ?? "", country: company?.country ?? country }}
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
    </FormPanel>
  );
}
