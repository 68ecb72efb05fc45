import type { Viewer } from "@/lib/access/viewer";
import type { FullCustomer } from "@/lib/customers/queries";
import { absent } from "@/lib/outcome";
import { ArchivePanel } from "./archive-panel";
import { DeletePanel } from "./delete-panel";
import { EditPanel } from "./edit-panel";

const panels = ["edit", "archive", "delete"] as const;
type PanelName = (typeof panels)[number];

/** Which panel the address opens. One without the right is not there; one the customer’s state forbids stays closed. */
export function openPanel(
  wanted: string | string[] | undefined,
  viewer: Viewer,
  customer: FullCustomer,
): PanelName | null {
  const panel = panels.find((name) => name === wanted);
  if (!panel) return null;
  if (!viewer.can(panel === "delete" ? "deleteCustomer" : "customers.edit")) absent();
  return customer.archivedAt && panel !== "delete" ? null : panel;
}

type Props = { panel: PanelName; viewer: Viewer; customer: FullCustomer };

export function CustomerPanel({ panel, viewer, customer }: Props) {
  if (panel === "edit") return <EditPanel viewer={viewer} customer={customer} />;
  return panel === "archive" ? <ArchivePanel customer={customer} /> : <DeletePanel customer={customer} />;
}
