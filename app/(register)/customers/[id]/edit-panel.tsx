import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { customerFields } from "@/lib/customers/fields";
import { customerChoices, type FullCustomer } from "@/lib/customers/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { saveCustomer } from "../actions";
import { CustomerFields } from "../customer-fields";
import { customerLabels } from "../labels";

export async function EditPanel({ viewer, customer }: { viewer: Viewer; customer: FullCustomer }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const close = paths.customer(customer.id);
  return (
    <Panel title={t("card.edit")} close={{ href: close, label: t("action.close") }}>
      <Form
        action={saveCustomer}
        formKey={newFormKey()}
        title={`${t("card.edit")} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await customerLabels()}
        hidden={{ id: String(customer.id), version: String(customer.version) }}
        values={valuesOf(customer)}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <CustomerFields
          choices={await customerChoices(viewer, locale, customer)}
          country={customer.country}
          number={{}}
          isMasked={customer.isMasked}
        />
      </Form>
    </Panel>
  );
}

/** What the form begins with: the stored values as text. */
function valuesOf(customer: FullCustomer): Record<string, string | string[]> {
  const stored: Record<string, unknown> = { ...customer, types: customer.types.map(({ id }) => String(id)) };
  return Object.fromEntries(
    Object.keys(customerFields).map((field) => {
      const value = stored[field];
      return [field, Array.isArray(value) ? value : String(value ?? "")];
    }),
  );
}
