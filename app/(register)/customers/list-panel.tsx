import type { Viewer } from "@/lib/access/viewer";
import type { CustomerFilter } from "@/lib/customers/filter";
import { addressOfList, type Picked } from "@/lib/customers/picked";
import { figuresFor } from "@/lib/key-figures/rules";
import type { Params } from "@/lib/list-address";
import { mayCheck } from "@/lib/registry-checks/may";
import { ChoosePanel } from "../key-figures/choose-panel";
import { CheckPanel } from "./check-panel";
import { RegroupPanel } from "./regroup-panel";
import { RestorePanel } from "./restore-panel";
import { SpecialPanel } from "./special-panel";

type OpenPanel =
  | { kind: "restore"; id: string }
  | { kind: "regroup"; ids: string[] }
  | { kind: "special"; which: Picked }
  | { kind: "check"; which: Picked }
  | { kind: "figures" };

/** The dialog the address asks for, if the viewer may have it. Without ticks "special" and "registry-check" mean all that the list finds. */
export function panelOf(viewer: Viewer, params: Params, filter: CustomerFilter): OpenPanel | null {
  const panel = String(params.panel ?? "");
  if (panel.startsWith("restore.") && viewer.can("deleteCustomer")) return { kind: "restore", id: panel.slice(8) };
  if (panel === "key-figures" && figuresFor(viewer, "list").length > 0) return { kind: "figures" };
  const ids = [params.id ?? []].flat().filter((id) => /^\d{1,15}$/.test(id));
  if (panel === "registry-check" && mayCheck(viewer)) return { kind: "check", which: whichOf(ids, filter) };
  if (!viewer.can("groups")) return null;
  if (panel === "special") return { kind: "special", which: whichOf(ids, filter) };
  return panel === "regroup" && ids.length > 0 ? { kind: "regroup", ids } : null;
}

function whichOf(ids: string[], filter: CustomerFilter): Picked {
  if (ids.length > 0) return { members: ids.map(Number) };
  return { filter: addressOfList(filter) };
}

type Props = { viewer: Viewer; panel: OpenPanel; groups: readonly { id: number; name: string }[]; close: string };

export function ListPanel({ viewer, panel, groups, close }: Props) {
  if (panel.kind === "restore") return <RestorePanel id={panel.id} close={close} />;
  if (panel.kind === "special") return <SpecialPanel viewer={viewer} which={panel.which} close={close} />;
  if (panel.kind === "check") return <CheckPanel viewer={viewer} which={panel.which} close={close} />;
  if (panel.kind === "figures") {
    return <ChoosePanel viewer={viewer} place="list" close={close} />;
  }
  return <RegroupPanel ids={panel.ids} groups={groups} close={close} />;
}
