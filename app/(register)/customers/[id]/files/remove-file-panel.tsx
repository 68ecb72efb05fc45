import { getTranslations } from "next-intl/server";
import type { ListedFile } from "@/lib/files/queries";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../../form-panel";
import type { Card, CardTab } from "../card";
import { removeFile } from "./actions";

export async function RemoveFilePanel({ customer, tab, file }: Card & { tab: CardTab; file: ListedFile }) {
  const t = await getTranslations();
  const title = t("file.deleteTitle", { name: file.name });
  const close = paths.customerTab(customer.id, tab);
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={removeFile.bind(null, { customerId: customer.id, tab })}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(file.id) }}
    >
      <p>{file.url === null ? t("file.deleteFileText") : t("file.deleteLinkText")}</p>
    </FormPanel>
  );
}
