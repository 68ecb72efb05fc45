import type { Viewer } from "@/lib/access/viewer";
import type { Status } from "./fields";
import { isOpen } from "./filter";

type Order = { status: Status; assigneeId: number | null };

/** Its state and its note: by whoever is to do it, and by whoever may change all. */
export const mayDo = (viewer: Viewer, { assigneeId }: Order): boolean =>
  viewer.can("workOrders.edit") || (viewer.can("workOrders.own") && assigneeId === viewer.employeeId);

/** One that nobody has yet may be taken by anybody who sees it. */
export const mayTake = (viewer: Viewer, { status, assigneeId }: Order): boolean =>
  viewer.can("workOrders.own") && assigneeId === null && isOpen(status);
