import type { ReactNode } from "react";
import { getFile } from "@/lib/files/queries";
import { mayChangeFile } from "@/lib/files/rules";
import { absent } from "@/lib/outcome";
import { type CardPlace, isEditableAt, isWritableAt } from "../card-place";
import { EditFilePanel } from "./edit-file-panel";
import { FileDetailsPanel } from "./file-details-panel";
import { NewFilePanel } from "./new-file-panel";
import { NewLinkPanel } from "./new-link-panel";
import { RemoveFilePanel } from "./remove-file-panel";

/** The panels of files and links on a card: new-file, new-link, file.ID, delete-file.ID. */
export function filePanel(name: string, place: CardPlace): ReactNode | null {
  if (name === "new-file" || name === "new-link") {
    if (!isWritableAt({ ...place, customer: { ...place.customer, archivedAt: null } })) absent();
    if (!isWritableAt(place)) return null;
    return name === "new-file" ? <NewFilePanel place={place} /> : <NewLinkPanel place={place} />;
  }
  const [, wanted, id] = /^(file|delete-file)\.(\d{1,15})$/.exec(name) ?? [];
  return wanted ? <OfOneFile place={place} id={Number(id)} deleting={wanted === "delete-file"} /> : null;
}

type OneFile = { place: CardPlace; id: number; deleting: boolean };

async function OfOneFile({ place, id, deleting }: OneFile): Promise<ReactNode> {
  const { viewer, customer, project } = place;
  const file = await getFile(viewer, customer.id, id);
  if (project && file.projectId !== project.id) absent();
  const isChangeable = isEditableAt(place) && mayChangeFile(viewer, file);
  if (deleting) return isChangeable ? <RemoveFilePanel place={place} file={file} /> : absent();
  return isChangeable ? <EditFilePanel place={place} file={file} /> : <FileDetailsPanel place={place} file={file} />;
}
