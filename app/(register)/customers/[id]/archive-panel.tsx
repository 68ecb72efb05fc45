import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { FullCustomer } from "@/lib/customers/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { archive } from "../actions";

export async function ArchivePanel({ customer }: { customer: FullCustomer }) {
  const t = await getTranslations();
  const close = paths.customer(customer.id);
  const title = t("card.archiveTitle", { name: customer.name });
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={archive}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.archive")}
        hidden={{ id: String(customer.id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("card.archiveText")}</p>
        <Field name="archiveReason" label={t("customer.archiveReason")} kind="longText" />
      </Form>
    </Panel>
  );
}
