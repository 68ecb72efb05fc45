import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { ListedFile } from "@/lib/files/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { Card, CardTab } from "../card";
import { removeFile } from "./actions";

export async function RemoveFilePanel({ customer, tab, file }: Card & { tab: CardTab; file: ListedFile }) {
  const t = await getTranslations();
  const title = t("file.deleteTitle", { name: file.name });
  const close = paths.customerTab(customer.id, tab);
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={removeFile.bind(null, { customerId: customer.id, tab })}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        hidden={{ id: String(file.id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{file.url === null ? t("file.deleteFileText") : t("file.deleteLinkText")}</p>
      </Form>
    </Panel>
  );
}
