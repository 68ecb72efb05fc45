import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/customers/filter";
import { RegroupPanel } from "./regroup-panel";
import { RestorePanel } from "./restore-panel";

type OpenPanel = { kind: "restore"; id: string } | { kind: "regroup"; ids: string[] };

/** The dialog the address asks for, if the viewer may have it. */
export function panelOf(viewer: Viewer, params: Params): OpenPanel | null {
  const panel = String(params.panel ?? "");
  if (panel.startsWith("restore.") && viewer.can("deleteCustomer")) return { kind: "restore", id: panel.slice(8) };
  const ids = [params.id ?? []].flat().filter((id) => /^\d{1,15}$/.test(id));
  return panel === "regroup" && ids.length > 0 && viewer.can("groups") ? { kind: "regroup", ids } : null;
}

type Props = { panel: OpenPanel; groups: readonly { id: number; name: string }[]; close: string };

export function ListPanel({ panel, groups, close }: Props) {
  if (panel.kind === "restore") return <RestorePanel id={panel.id} close={close} />;
  return <RegroupPanel ids={panel.ids} groups={groups} close={close} />;
}
