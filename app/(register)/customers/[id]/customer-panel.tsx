import { absent } from "@/lib/outcome";
import { ArchivePanel } from "./archive-panel";
import { isEditable, type OpenPanel } from "./card";
import { DeletePanel } from "./delete-panel";
import { EditPanel } from "./edit-panel";

/** The panels of the customer itself. */
export const customerPanel: OpenPanel = (name, card) => {
  const { viewer } = card;
  if (name === "delete") return viewer.can("deleteCustomer") ? <DeletePanel {...card} /> : absent();
  if (name !== "edit" && name !== "archive") return null;
  if (!viewer.can("customers.edit")) absent();
  if (!isEditable(card)) return null;
  return name === "edit" ? <EditPanel {...card} /> : <ArchivePanel {...card} />;
};
