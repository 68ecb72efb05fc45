import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import { invite } from "./actions";
import { personLabels } from "./labels";
import { PersonFields } from "./person-fields";

export async function InvitePanel({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations();
  const close = paths.settings("people");
  return (
    <FormPanel
      title={t("person.invite")}
      close={close}
      action={invite}
      submit={t("person.inviteNow")}
      labels={await personLabels()}
      values={{ id: String(viewer.facts.companyId) }}
    >
      <PersonFields viewer={viewer} company="id" />
    </FormPanel>
  );
}
