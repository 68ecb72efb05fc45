import { demand } from "@/lib/access/gate";
import { figuresFor } from "@/lib/key-figures/rules";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { ChoosePanel } from "../../key-figures/choose-panel";
import { ArchivePanel } from "./archive-panel";
import { type Card, isEditable, type OpenPanel } from "./card";
import { DeletePanel } from "./delete-panel";
import { EditPanel } from "./edit-panel";

/** The panels of the customer itself. */
export const customerPanel: OpenPanel = (name, card) => {
  const { viewer } = card;
  if (name === "delete") return viewer.can("deleteCustomer") ? <DeletePanel {...card} /> : absent();
  if (name === "key-figures") return figuresFor(viewer, "card").length > 0 ? <CardFigures {...card} /> : absent();
  if (name !== "edit" && name !== "archive") return null;
  demand(viewer, "customers.edit");
  if (!isEditable(card)) return null;
  return name === "edit" ? <EditPanel {...card} /> : <ArchivePanel {...card} />;
};

const CardFigures = ({ viewer, customer }: Card) => (
  <ChoosePanel viewer={viewer} place="card" about={customer.name} close={paths.customer(customer.id)} />
);
