import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { getSpecialGroup } from "@/lib/special-groups/queries";
import { FormPanel } from "../form-panel";
import { removeSpecialGroup } from "./actions";

/** Asks before a special group goes, and says what becomes of its customers and of work orders that follow it. */
export async function RemovePanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, { name, customers, following }] = await Promise.all([getTranslations(), getSpecialGroup(viewer, id)]);
  return (
    <FormPanel
      title={t("specialGroups.deleteTitle", { name })}
      close={paths.specialGroups()}
      cancel={paths.specialGroup(id)}
      ask
      action={removeSpecialGroup}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(id) }}
    >
      <p>
        {t("specialGroups.deleteText", { count: customers })}{" "}
        {following > 0 && t("specialGroups.followingText", { count: following })}
      </p>
    </FormPanel>
  );
}
