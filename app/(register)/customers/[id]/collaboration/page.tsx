import { onCustomer } from "../../../card-place";
import { filePanel } from "../../../files/file-panels";
import { FileTable } from "../../../files/file-table";
import { notePanel } from "../../../notes/note-panels";
import { NoteSection } from "../../../notes/note-section";
import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { WorkOrderSection } from "../work-orders/work-order-section";
import { TaskSection } from "./task-section";

/** The card of a customer: the work of all its projects and its work orders, with everything that was filed. */
export default async function Collaboration(address: CardAddress) {
  const card = await fullCardAt(address, "collaboration");
  const place = onCustomer(card, "collaboration");
  const panels = [(name: string) => filePanel(name, place), (name: string) => notePanel(name, place)];
  return (
    <CardFrame {...card} tab="collaboration" panels={panels}>
      <div className="stack stack--l">
        {card.viewer.can("projects.own") && <TaskSection {...card} />}
        <NoteSection place={place} />
        <WorkOrderSection {...card} />
        <FileTable place={place} />
      </div>
    </CardFrame>
  );
}
