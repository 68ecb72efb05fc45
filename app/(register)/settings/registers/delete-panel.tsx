import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { remove } from "./actions";

export async function DeletePanel({ register, entry }: { register: RegisterName; entry: Entry }) {
  const t = await getTranslations();
  const { used } = entry;
  const close = paths.settings(registerOf(register).section);
  const title = t("register.deleteTitle", { name: entry.label });
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={remove}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        hidden={{ register, id: String(entry.id), ...(used > 0 && { confirmed: `values:${used}` }) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{used > 0 ? t("doubt.valuesLost", { n: used }) : t("register.deleteText")}</p>
      </Form>
    </Panel>
  );
}
