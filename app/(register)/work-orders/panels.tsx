import type { ReactNode } from "react";
import { demand } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { idOf, oneOf, type Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { filterQuery, type WorkOrderFilter } from "@/lib/work-orders/filter";
import { DeletePanel } from "./delete-panel";
import { EditPanel } from "./edit-panel";
import { OrderPanel } from "./order-panel";
import { SightPanel } from "./sight-panel";
import { AssignPanel, FinishPanel } from "./ticked-panels";

export type PanelProps = { viewer: Viewer; filter: WorkOrderFilter; close: string };

const forEditors = ["edit", "delete", "assign"];

/** The dialog the address asks for; without the right to it the page is not there. */
export async function panelOf(viewer: Viewer, params: Params, filter: WorkOrderFilter): Promise<ReactNode> {
  const [name = "", key = ""] = oneOf(params, "panel").split(".");
  if (forEditors.includes(name)) demand(viewer, "workOrders.edit");
  const close = paths.workOrders({ ...filterQuery(filter), page: filter.page > 1 ? filter.page : null });
  const place = { viewer, filter, close };
  const id = idOf(key);
  const ids = [params.orders ?? []].flat().filter((one) => idOf(one) !== null);
  switch (name) {
    case "order":
      return <OrderPanel {...place} id={id ?? absent()} />;
    case "edit":
      return <EditPanel {...place} id={id ?? absent()} />;
    case "delete":
      return <DeletePanel {...place} id={id ?? absent()} />;
    case "sight":
      return <SightPanel {...place} id={id ?? absent()} />;
    case "finish":
      return ids.length ? <FinishPanel {...place} ids={ids} /> : null;
    case "assign":
      return ids.length ? <AssignPanel {...place} ids={ids} /> : null;
    default:
      return null;
  }
}
