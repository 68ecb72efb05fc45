import { getTranslations } from "next-intl/server";
import type { Activity } from "@/lib/activities/queries";
import { noteFilter, noteQuery } from "@/lib/notes/filter";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { FormPanel } from "../form-panel";
import { removeNote } from "./actions";

export async function DeleteNotePanel({ place, note }: { place: CardPlace; note: Activity }) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("note.deleteTitle", { title: note.title })}
      close={pathAt(keyOf(place), { ...noteQuery(noteFilter(place.query)), panel: `note.${note.id}` })}
      ask
      action={removeNote.bind(null, keyOf(place))}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(note.id) }}
    >
      <p>{t("activity.deleteText")}</p>
    </FormPanel>
  );
}
