import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { Entry } from "@/lib/registers/queries";
import { merge } from "./actions";

export async function MergePanel({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const t = await getTranslations();
  const close = paths.settings("contacts");
  const title = t("register.mergeTitle", { name: entry.label });
  const others = entries.filter(({ id }) => id !== entry.id).map(({ id, label }) => ({ value: String(id), label }));
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={merge}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.merge")}
        tone="bad"
        labels={{ targetId: t("register.mergeTarget") }}
        hidden={{ id: String(entry.id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("register.mergeText", { name: entry.label, count: entry.used })}</p>
        <Field
          name="targetId"
          label={t("register.mergeTarget")}
          kind="select"
          options={[{ value: "", label: t("register.chooseTarget") }, ...others]}
          required
        />
      </Form>
    </Panel>
  );
}
