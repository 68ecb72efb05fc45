import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { FormPanel } from "../form-panel";
import { addGroup } from "./actions";
import { BasicFields } from "./basic-fields";
import { groupLabels } from "./labels";

export async function NewGroup({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("groups.add")}
      close={paths.groups()}
      action={addGroup}
      submit={t("action.save")}
      labels={await groupLabels()}
    >
      <BasicFields hasId={viewer.uses("accounting")} next={null} isNew />
    </FormPanel>
  );
}
