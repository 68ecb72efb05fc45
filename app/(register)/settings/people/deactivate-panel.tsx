import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { getPerson } from "@/lib/people/queries";
import { deactivate } from "./actions";

export async function DeactivatePanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, person] = await Promise.all([getTranslations(), getPerson(viewer, id)]);
  const title = t("person.deactivateTitle", { name: `${person.firstName} ${person.lastName}` });
  const close = paths.settings("people", { panel: `person.${id}` });
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={deactivate}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("person.deactivate")}
        tone="bad"
        hidden={{ id: String(id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("person.deactivateText")}</p>
      </Form>
    </Panel>
  );
}
