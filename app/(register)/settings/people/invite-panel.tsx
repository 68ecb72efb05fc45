import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { invite } from "./actions";
import { personLabels } from "./labels";
import { PersonFields } from "./person-fields";

export async function InvitePanel({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations();
  const close = paths.settings("people");
  return (
    <Panel title={t("person.invite")} close={{ href: close, label: t("action.close") }}>
      <Form
        action={invite}
        formKey={newFormKey()}
        title={`${t("person.invite")} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await personLabels()}
        values={{ id: String(viewer.facts.companyId) }}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <PersonFields viewer={viewer} company="id" />
      </Form>
    </Panel>
  );
}
