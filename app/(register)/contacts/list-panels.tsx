import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { type ContactFilter, savedFilter } from "@/lib/contact-register/filter";
import { formTexts, newFormKey } from "@/lib/form-texts";
import type { MailingList } from "@/lib/mailing-lists/queries";
import { addList, removeList, saveList } from "./actions";

/** Keeps the filter under a name: whoever it finds later is on the list as well. */
export async function NewListPanel({ filter, close }: { filter: ContactFilter; close: string }) {
  const t = await getTranslations();
  const title = t("mailingList.new");
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={addList}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        cancel={{ href: close, label: t("action.cancel") }}
        hidden={savedFilter(filter)}
        layout="stack"
      >
        <p>{t("mailingList.text")}</p>
        <ListFields />
      </Form>
    </Panel>
  );
}

export async function EditListPanel({ list, close }: { list: MailingList; close: string }) {
  const t = await getTranslations();
  const title = t("mailingList.edit");
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={saveList}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        cancel={{ href: close, label: t("action.cancel") }}
        hidden={{ id: String(list.id), version: String(list.version) }}
        values={{ name: list.name, isShared: list.isShared ? "on" : "" }}
        layout="stack"
      >
        <ListFields />
      </Form>
    </Panel>
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
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={removeList}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        cancel={{ href: close, label: t("action.cancel") }}
        hidden={{ id: String(list.id) }}
      >
        <p>{t("mailingList.deleteText")}</p>
      </Form>
    </Panel>
  );
}
