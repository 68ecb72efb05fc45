import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { filePanels } from "../files/file-panels";
import { FileTable } from "../files/file-table";
import { WorkOrderSection } from "../work-orders/work-order-section";
import { TaskSection } from "./task-section";

/** The card of a customer: the work of all its projects and its work orders, with everything that was filed. */
export default async function Collaboration(address: CardAddress) {
  const card = await fullCardAt(address, "collaboration");
  return (
    <CardFrame {...card} tab="collaboration" panels={[filePanels("collaboration")]}>
      <div className="stack stack--l">
        {card.viewer.can("projects.own") && <TaskSection {...card} />}
        <WorkOrderSection {...card} />
        <FileTable {...card} />
      </div>
    </CardFrame>
  );
}
