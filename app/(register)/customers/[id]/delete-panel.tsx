import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { FullCustomer } from "@/lib/customers/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { remove } from "../actions";

export async function DeletePanel({ customer }: { customer: FullCustomer }) {
  const t = await getTranslations();
  const close = paths.customer(customer.id);
  const title = t("card.deleteTitle", { name: customer.name });
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={remove}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        hidden={{ id: String(customer.id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("card.deleteText")}</p>
      </Form>
    </Panel>
  );
}
