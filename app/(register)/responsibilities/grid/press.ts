import { type Html, html } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import { type Cell, isPlainCell, type Line } from "@/lib/matrix/rules";
import { pageWith, paths } from "@/lib/paths";
import { mayAssign } from "@/lib/responsibilities/places";

type Employee = { id: number; isActive: boolean };

/** What a cell is to the viewer: a button that switches it, a link to what has to be asked, or only something to read. */
export type Press = { to: "on" | "off" } | { panel: "cell" | "owner" } | null;

export function pressOf(viewer: Viewer, { id, isActive }: Employee, line: Line, cell: Cell | undefined): Press {
  if (line.isClosed || !mayAssign(viewer, id)) return null;
  if (!cell) return isActive ? { to: "on" } : null;
  if (isPlainCell(cell)) return { to: "off" };
  if (cell.leads.includes(null)) return viewer.can("assignOthers") ? { panel: "owner" } : null;
  // Who owns it in a related company is told on the card of the customer.
  return cell.ties.length > 0 ? { panel: "cell" } : null;
}

/** What a button posts: whose cell it is, and how it should be. A repeated post changes nothing. */
export const wish = ({ subject, subjectId }: Line, employeeId: number, to: "on" | "off") =>
  `${subject}:${subjectId}:${employeeId}:${to}`;

/** The query of an address, which a link on the same page begins with. */
export const panelsFrom = (here: string) => pageWith(here, { panel: "" }).slice(paths.responsibilities().length);

/** The button or link of a cell. @param panels see `panelsFrom` */
export function pressed(press: Press, line: Line, employeeId: number, panels: string, label: Html, mark?: Html): Html {
  if (!press) return html`${mark}`;
  if ("to" in press)
    return html`<button class="cell" name="cell" value="${wish(line, employeeId, press.to)}" aria-pressed="${press.to === "off" ? "true" : "false"}" aria-label="${label}">${mark}</button>`;
  const panel = press.panel === "owner" ? ownerPanel(line) : `cell.${line.subject}.${line.subjectId}.${employeeId}`;
  return html`<a class="cell" href="${panels}${panel}" aria-haspopup="dialog" aria-label="${label}">${mark}</a>`;
}

export const ownerPanel = ({ subject, subjectId }: Line) => `owner.${subject}.${subjectId}`;
