import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { getDeletion } from "@/lib/groups/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../form-panel";
import { removeGroup } from "./actions";

/** Asks before a group goes, and says what becomes of its customers and of work orders that follow it. */
export async function DeletePanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { name, customers: count, archived, following, needsTarget, targets } = await getDeletion(viewer, id, locale);
  const title = t("groups.deleteTitle", { name });
  const options = [
    { value: "", label: t("groups.chooseTarget") },
    ...targets.map((group) => ({ value: String(group.id), label: group.name })),
  ];
  return (
    <FormPanel
      title={title}
      close={paths.groups()}
      cancel={paths.group(id)}
      ask
      action={removeGroup}
      submit={t("action.delete")}
      tone="bad"
      labels={{ targetId: t("groups.target") }}
      hidden={{ id: String(id) }}
    >
      <p>
        {t(needsTarget ? "groups.moveText" : "groups.deleteText", { count })}{" "}
        {archived > 0 && t("groups.withArchived", { count: archived })}{" "}
        {following > 0 && t("specialGroups.followingText", { count: following })}
      </p>
      {needsTarget && <Field name="targetId" label={t("groups.target")} kind="select" options={options} required />}
    </FormPanel>
  );
}
