import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { getDeletion } from "@/lib/groups/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { removeGroup } from "./actions";

export async function DeletePanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { name, customers: count, archived, needsTarget, targets } = await getDeletion(viewer, id, locale);
  const title = t("groups.deleteTitle", { name });
  const options = [
    { value: "", label: t("groups.chooseTarget") },
    ...targets.map((group) => ({ value: String(group.id), label: group.name })),
  ];
  return (
    <Panel title={title} close={{ href: paths.groups(), label: t("action.close") }} ask>
      <Form
        action={removeGroup}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        labels={{ targetId: t("groups.target") }}
        hidden={{ id: String(id) }}
        cancel={{ href: paths.group(id), label: t("action.cancel") }}
        layout="stack"
      >
        <p>
          {t(needsTarget ? "groups.moveText" : "groups.deleteText", { count })}{" "}
          {archived > 0 && t("groups.withArchived", { count: archived })}
        </p>
        {needsTarget && <Field name="targetId" label={t("groups.target")} kind="select" options={options} required />}
      </Form>
    </Panel>
  );
}
