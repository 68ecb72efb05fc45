import { getTranslations } from "next-intl/server";
import { activityChoices } from "@/lib/activities/queries";
import { noteFilter, noteQuery } from "@/lib/notes/filter";
import { currentLocale } from "@/lib/session";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { ActivityFields } from "../customers/[id]/activities/activity-fields";
import { activityLabels } from "../customers/[id]/activities/labels";
import { FormPanel } from "../form-panel";
import { addNote } from "./actions";

export async function NewNotePanel({ place }: { place: CardPlace }) {
  const { viewer, customer, project, query } = place;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const choices = await activityChoices(viewer, customer.id, locale);
  const standard = choices.types.find((type) => type.kind === "note" && type.isDefault);
  const { project: chosen } = noteFilter(query);
  return (
    <FormPanel
      title={t("activity.addNote")}
      about={project?.name ?? customer.name}
      close={pathAt(keyOf(place), noteQuery(noteFilter(query)))}
      action={addNote.bind(null, keyOf(place))}
      submit={t("action.save")}
      labels={await activityLabels()}
      hidden={{ id: String(customer.id), kind: "note" }}
      values={{
        typeId: String(standard?.id ?? ""),
        dueOn: viewer.facts.today,
        projectId: String(project?.id ?? (chosen === "none" ? "" : (chosen ?? ""))),
      }}
    >
      <ActivityFields kind="note" choices={choices} mayAssign={false} />
    </FormPanel>
  );
}
