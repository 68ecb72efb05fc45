import { type Html, html, icon } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import type { MatrixColumn, MatrixRow } from "@/lib/matrix/queries";
import { type Line, lineOfCustomer, lineOfProject } from "@/lib/matrix/rules";
import { paths } from "@/lib/paths";
import { type Marker, markOf } from "./marks";
import { panelsFrom, pressed, pressOf } from "./press";

type Parts = {
  viewer: Viewer;
  here: string;
  rows: readonly MatrixRow[];
  columns: readonly MatrixColumn[];
  marker: Marker;
};

/** An employee above a column: how its cells begin and end. */
type Column = { employee: MatrixColumn; start: Html; said: Html; on: Html };

/** A row of the grid and how its empty cells are called. */
type Drawn = { line: Line; said: Html; empty: Html; wish: Html };

/** The rows as text: a thousand cells and more on a page (see components/rows). */
export function rowsOf({ viewer, here, rows, columns, marker }: Parts): Html {
  const panels = panelsFrom(here);
  const prepared = columns.map((employee, at) => ({
    employee,
    start: employee.team === columns[at - 1]?.team && at > 0 ? html`<td` : html`<td class="first"`,
    said: html`${employee.name}, `,
    on: html`${employee.id}:on`,
  }));
  const none = html`: ${marker.t("resp.isNotResponsible")}`;
  const isOpen = (line: Line) => viewer.can("responsibilities") && !line.isClosed;
  const row = (line: Line, customerId: number): Html => {
    const { subject, subjectId, name } = line;
    const drawn = { line, said: html`${name}: `, empty: html`${name}${none}`, wish: html`${subject}:${subjectId}:` };
    const head = headOf(marker, line, customerId, isOpen(line) && panels);
    const cells = prepared.map((column) => cellOf(viewer, marker, panels, drawn, column));
    return html`<tr class="${subject === "project" && "pj"}" data-row="${subject}.${subjectId}">${head}${cells}</tr>`;
  };
  return html`${rows.flatMap((customer) => [
    row(lineOfCustomer(customer), customer.id),
    ...customer.projects.map((project) => row(lineOfProject(project), customer.id)),
    ...moreOf(marker, customer, columns.length),
  ])}`;
}

function cellOf(
  viewer: Viewer,
  marker: Marker,
  panels: string,
  row: Drawn,
  { employee, start, said, on }: Column,
): Html {
  const { line } = row;
  const cell = line.cells.get(employee.id);
  const press = pressOf(viewer, employee, line, cell);
  if (!cell) {
    // Most cells are these: one piece of text each.
    return press
      ? html`${start}><button class="cell" name="cell" value="${row.wish}${on}" aria-pressed="false" aria-label="${said}${row.empty}"></button></td>`
      : html`${start} aria-label="${said}${row.empty}"></td>`;
  }
  const { mark, words } = markOf(marker, line.subject, cell);
  const label = html`${said}${row.said}${words.join(", ")}`;
  return press
    ? html`${start}>${pressed(press, line, employee.id, panels, label, mark)}</td>`
    : html`${start} aria-label="${label}">${mark}</td>`;
}

/** @param panels where its panels open; false = it is only read */
function headOf({ t }: Marker, line: Line, customerId: number, panels: string | false): Html {
  const { subject, subjectId, name, count } = line;
  const href = subject === "customer" ? paths.customer(customerId) : paths.project(subjectId);
  const words = count === 0 ? t("matrix.rowNone") : t("matrix.count");
  const cover = html`<span class="${count === 0 ? "cover none" : "cover"}" title="${words}"><span class="vh">${words} </span><span data-n>${count}</span></span>`;
  const tool = (panel: string, words: string, drawing: Html) =>
    html`<a href="${panels}${panel}.${subject}.${subjectId}" aria-haspopup="dialog" aria-label="${words}" title="${words}">${drawing}</a>`;
  const tools =
    panels !== false &&
    html`<span class="tools">${tool("role", t("matrix.addTo", { name }), icon("plus"))}${tool("bulk.row", t("matrix.changeRow", { name }), icon("dots"))}</span>`;
  return html`<th scope="row"><div><a class="name" href="${href}" title="${name}">${name}</a>${tools}${cover}</div></th>`;
}

function moreOf({ t }: Marker, { id, projects }: MatrixRow, columns: number): Html[] {
  const n = (projects[0]?.total ?? 0) - projects.length;
  if (n <= 0) return [];
  return [
    html`<tr class="pj"><th scope="row"><div><a class="name" href="${paths.customerTab(id, "sales")}">${t("matrix.more", { n })}</a></div></th><td colspan="${columns}"></td></tr>`,
  ];
}
