import type { ReactNode } from "react";
import { getFile } from "@/lib/files/queries";
import { mayChangeFile } from "@/lib/files/rules";
import { absent } from "@/lib/outcome";
import { type Card, type CardTab, isEditable, type OpenPanel } from "../card";
import { EditFilePanel } from "./edit-file-panel";
import { FileDetailsPanel } from "./file-details-panel";
import { NewFilePanel } from "./new-file-panel";
import { NewLinkPanel } from "./new-link-panel";
import { RemoveFilePanel } from "./remove-file-panel";

/** The panels of files and links on a tab: new-file, new-link, file.ID, delete-file.ID. */
export const filePanels =
  (tab: CardTab): OpenPanel =>
  (name, card) => {
    if (name === "new-file" || name === "new-link") {
      if (!card.viewer.can("customers.edit")) absent();
      if (!isEditable(card)) return null;
      return name === "new-file" ? <NewFilePanel {...card} tab={tab} /> : <NewLinkPanel {...card} tab={tab} />;
    }
    const [, wanted, id] = /^(file|delete-file)\.(\d{1,15})$/.exec(name) ?? [];
    return wanted ? <OfOneFile {...card} tab={tab} id={Number(id)} deleting={wanted === "delete-file"} /> : null;
  };

type OneFile = Card & { tab: CardTab; id: number; deleting: boolean };

async function OfOneFile({ id, deleting, ...card }: OneFile): Promise<ReactNode> {
  const file = await getFile(card.viewer, card.customer.id, id);
  const isChangeable = isEditable(card) && mayChangeFile(card.viewer, file);
  if (deleting) return isChangeable ? <RemoveFilePanel {...card} file={file} /> : absent();
  return isChangeable ? <EditFilePanel {...card} file={file} /> : <FileDetailsPanel {...card} file={file} />;
}
