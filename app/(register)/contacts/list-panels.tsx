import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { type ContactFilter, savedFilter } from "@/lib/contact-register/filter";
import type { MailingList } from "@/lib/mailing-lists/queries";
import { FormPanel } from "../form-panel";
import { addList, removeList, saveList } from "./actions";

/** Keeps the filter under a name: whoever it finds later is on the list as well. */
export async function NewListPanel({ filter, close }: { filter: ContactFilter; close: string }) {
  const t = await getTranslations();
  const title = t("mailingList.new");
  return (
    <FormPanel title={title} close={close} ask action={addList} submit={t("action.save")} hidden={savedFilter(filter)}>
      <p>{t("mailingList.text")}</p>
      <ListFields />
    </FormPanel>
  );
}

export async function EditListPanel({ list, close }: { list: MailingList; close: string }) {
  const t = await getTranslations();
  const title = t("mailingList.edit");
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={saveList}
      submit={t("action.save")}
      hidden={{ id: String(list.id), version: String(list.version) }}
      values={{ name: list.name, isShared: list.isShared ? "on" : "" }}
    >
      <ListFields />
    </FormPanel>
  );
}

async function ListFields() {
  const t = await getTranslations("mailingList");
  return (
    <>
      <Field name="name" label={t("name")} kind="text" required autoComplete="off" />
      <Field name="isShared" label={t("isShared")} hint={t("isSharedHint")} kind="checkbox" />
    </>
  );
}

export async function DeleteListPanel({ list, close }: { list: MailingList; close: string }) {
  const t = await getTranslations();
  const title = t("mailingList.deleteTitle", { name: list.name });
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={removeList}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(list.id) }}
    >
      <p>{t("mailingList.deleteText")}</p>
    </FormPanel>
  );
}
