import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { spread } from "@/lib/registers/fields";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { save } from "./actions";
import { EntryFields } from "./entry-fields";
import { entryLabels } from "./labels";

export async function EditPanel({ register, entry }: { register: RegisterName; entry: Entry }) {
  const t = await getTranslations();
  const close = paths.settings(registerOf(register).section);
  const values = Object.entries(spread(entry.values)).map(([field, value]) => [field, String(value ?? "")]);
  return (
    <Panel title={entry.label} close={{ href: close, label: t("action.close") }}>
      <Form
        action={save}
        formKey={newFormKey()}
        title={`${entry.label} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await entryLabels()}
        hidden={{ register, id: String(entry.id), version: String(entry.version) }}
        values={Object.fromEntries(values)}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <EntryFields register={register} />
      </Form>
    </Panel>
  );
}
