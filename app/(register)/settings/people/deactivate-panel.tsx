import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { getPerson } from "@/lib/people/queries";
import { FormPanel } from "../../form-panel";
import { deactivate } from "./actions";

export async function DeactivatePanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, person] = await Promise.all([getTranslations(), getPerson(viewer, id)]);
  const title = t("person.deactivateTitle", { name: `${person.firstName} ${person.lastName}` });
  const close = paths.settings("people", { panel: `person.${id}` });
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={deactivate}
      submit={t("person.deactivate")}
      tone="bad"
      hidden={{ id: String(id) }}
    >
      <p>{t("person.deactivateText")}</p>
      {viewer.can("responsibilities") && viewer.can("assignOthers") && (
        <p>
          <PageLink href={paths.handOver({ fromId: id })}>{t("handover.title")}</PageLink>
        </p>
      )}
    </FormPanel>
  );
}
