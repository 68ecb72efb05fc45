import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { filePanels } from "../files/file-panels";
import { FileTable } from "../files/file-table";
import { TaskSection } from "./task-section";

/** The card of a customer: the work of all its projects in one place, with everything that was filed. */
export default async function Collaboration(address: CardAddress) {
  const card = await fullCardAt(address, "collaboration");
  return (
    <CardFrame {...card} tab="collaboration" panels={[filePanels("collaboration")]}>
      <div className="stack stack--l">
        <TaskSection {...card} />
        <FileTable {...card} />
      </div>
    </CardFrame>
  );
}
