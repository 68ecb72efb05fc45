import { onCustomer } from "../../../card-place";
import { filePanel } from "../../../files/file-panels";
import { FileTable } from "../../../files/file-table";
import { notePanel } from "../../../notes/note-panels";
import { NoteSection } from "../../../notes/note-section";
import { taskPanel } from "../../../project-tasks/task-panels";
import { TaskSection } from "../../../project-tasks/task-section";
import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { WorkOrderSection } from "../work-orders/work-order-section";

/** The card of a customer: the work of all its projects and its work orders, with everything that was filed. */
export default async function Collaboration(address: CardAddress) {
  const card = await fullCardAt(address, "collaboration");
  const place = onCustomer(card, "collaboration");
  const panels = [filePanel, notePanel, taskPanel].map((open) => (name: string) => open(name, place));
  return (
    <CardFrame {...card} tab="collaboration" panels={panels}>
      <div className="stack stack--l">
        {card.viewer.can("projects.own") && <TaskSection place={place} />}
        <NoteSection place={place} />
        <WorkOrderSection {...card} />
        <FileTable place={place} />
      </div>
    </CardFrame>
  );
}
