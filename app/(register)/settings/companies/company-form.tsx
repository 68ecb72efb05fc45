import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form, type FormAction } from "@/components/form";
import { Panel } from "@/components/panel";
import { companyFields } from "@/lib/companies/fields";
import type { Company } from "@/lib/companies/queries";
import { countryOptions } from "@/lib/countries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { companyLabels } from "./describe";

type Props = { title: string; action: FormAction; company?: Company; country: string };

/** The panel of a new company, or of one that is there. */
export async function CompanyForm({ title, action, company, country }: Props) {
  const [t, locale, labels, texts] = await Promise.all([
    getTranslations(),
    currentLocale(),
    companyLabels(),
    formTexts(),
  ]);
  const close = paths.settings("companies");
  const { name, country: place } = companyFields;
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }}>
      <Form
        action={action}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={texts}
        submit={t("action.save")}
        labels={labels}
        hidden={company && { id: String(company.id), version: String(company.version) }}
        values={{ name: company?.name ?? "", country: company?.country ?? country }}
        cancel={{ href: close, label: t("action.cancel") }}
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
      </Form>
    </Panel>
  );
}
