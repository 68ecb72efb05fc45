import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { hasIntegrations } from "@/lib/groups/queries";
import { paths } from "@/lib/paths";
import { addGroup } from "./actions";
import { BasicFields } from "./basic-fields";
import { groupLabels } from "./labels";

export async function NewGroup({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations();
  return (
    <Panel title={t("groups.add")} close={{ href: paths.groups(), label: t("action.close") }}>
      <Form
        action={addGroup}
        formKey={newFormKey()}
        title={`${t("groups.add")} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await groupLabels()}
        cancel={{ href: paths.groups(), label: t("action.cancel") }}
      >
        <BasicFields hasIntegrations={await hasIntegrations(viewer)} next={null} isNew />
      </Form>
    </Panel>
  );
}
