import { getTranslations } from "next-intl/server";
import { type Activity, activityChoices } from "@/lib/activities/queries";
import { noteFilter, noteQuery } from "@/lib/notes/filter";
import { currentLocale } from "@/lib/session";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { ActivityFields } from "../customers/[id]/activities/activity-fields";
import { valuesOf } from "../customers/[id]/activities/edit-activity-panel";
import { activityLabels } from "../customers/[id]/activities/labels";
import { FormPanel } from "../form-panel";
import { saveNote } from "./actions";

export async function EditNotePanel({ place, note }: { place: CardPlace; note: Activity }) {
  const { viewer, customer, project, query } = place;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const choices = await activityChoices(viewer, customer.id, locale, note);
  return (
    <FormPanel
      title={t("activity.editNote")}
      about={project?.name ?? customer.name}
      close={pathAt(keyOf(place), { ...noteQuery(noteFilter(query)), panel: `note.${note.id}` })}
      action={saveNote.bind(null, keyOf(place))}
      submit={t("action.save")}
      labels={await activityLabels()}
      hidden={{ id: String(note.id), version: String(note.version) }}
      values={valuesOf(note, viewer.facts.timeZone)}
    >
      <ActivityFields kind="note" choices={choices} mayAssign={false} activity={note} />
    </FormPanel>
  );
}
