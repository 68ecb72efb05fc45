import type { ReactNode } from "react";
import { wholeNumber } from "@/lib/access/post";
import { getActivity } from "@/lib/activities/queries";
import { mayManage } from "@/lib/activities/rules";
import { absent } from "@/lib/outcome";
import { currentLocale } from "@/lib/session";
import { type CardPlace, isEditableAt, isWritableAt } from "../card-place";
import { DeleteNotePanel } from "./delete-note-panel";
import { EditNotePanel } from "./edit-note-panel";
import { NewNotePanel } from "./new-note-panel";
import { NotePanel } from "./note-panel";

/** The panels of notes on a card: "new-note", "note.12", "edit-note.12", "delete-note.12". */
export function notePanel(name: string, place: CardPlace): ReactNode | null {
  if (name === "new-note") {
    if (!isWritableAt({ ...place, customer: { ...place.customer, archivedAt: null } })) absent();
    return isWritableAt(place) ? <NewNotePanel place={place} /> : null;
  }
  const [, what = "", id] = /^(note|edit-note|delete-note)\.(\d{1,15})$/.exec(name) ?? [];
  const noteId = wholeNumber(id);
  return noteId ? <OfOneNote place={place} id={noteId} what={what} /> : null;
}

async function OfOneNote({ place, id, what }: { place: CardPlace; id: number; what: string }) {
  const { viewer, customer, project } = place;
  const note = await getActivity(viewer, id, customer.id, await currentLocale());
  if (note.kind !== "note" || (project && note.projectId !== project.id)) absent();
  if (what === "note") return <NotePanel place={place} note={note} />;
  if (!isEditableAt(place)) return viewer.can("customers.edit") ? null : absent();
  if (what === "edit-note") return <EditNotePanel place={place} note={note} />;
  return mayManage(viewer, note) ? <DeleteNotePanel place={place} note={note} /> : absent();
}
