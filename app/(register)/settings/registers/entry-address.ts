import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { panelName, type RegisterPanel } from "@/lib/registers/filter";
import { registerOf } from "@/lib/registers/rules";

/**
 * Where an entry is made, changed, merged or deleted: a panel of its section, or the page it has of its own. Null where
 * that page is not open to the viewer.
 * @param query what the address says besides
 */
export function entryAddress(viewer: Viewer, panel: RegisterPanel, query = {}): string | null {
  const { act, register, id } = panel;
  const { ownPage, section } = registerOf(register);
  if (!ownPage || act === "merge") return paths.settings(section, { panel: panelName(panel), ...query });
  if (!viewer.can("groups")) return null;
  if (id === null) return paths.specialGroups({ panel: "new" });
  return act === "delete" ? paths.specialGroups({ panel: `delete-group.${id}` }) : paths.specialGroup(id);
}
