import { getTranslations } from "next-intl/server";
import { html, icon } from "@/components/rows";
import { newFormKey } from "@/lib/form-texts";
import type { MatrixEmployee, MatrixRow } from "@/lib/matrix/queries";
import { type Line, lineOfCustomer, lineOfProject } from "@/lib/matrix/rules";
import { paths } from "@/lib/paths";
import { clickCell } from "./actions";
import { type Marker, markOf, type Words } from "./grid/marks";
import { panelsFrom, pressOf, wish } from "./grid/press";
import type { MatrixScope } from "./panels";

type Props = Pick<MatrixScope, "viewer" | "filter" | "here"> & {
  rows: readonly MatrixRow[];
  everybody: readonly MatrixEmployee[];
  marker: Marker;
};

/** The matrix for narrow screens: a part for each customer and project, with those who answer for it. */
export async function MatrixList({ viewer, filter, here, rows, everybody, marker }: Props) {
  const t = await getTranslations();
  const people = new Map(everybody.map((employee) => [employee.id, employee]));
  const parts = { viewer, marker, t, people, panels: panelsFrom(here), only: people.get(filter.employee ?? 0) };
  const content = rows.map(
    (customer) =>
      html`${partOf(parts, lineOfCustomer(customer), paths.customer(customer.id))}${customer.projects.map((project) => partOf(parts, lineOfProject(project), paths.project(project.id)))}`,
  );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the escaping renderer in rows.ts
  const list = <div className="mx-list" dangerouslySetInnerHTML={{ __html: html`${content}`.text }} />;
  if (!viewer.can("responsibilities")) return list;
  return (
    <form action={clickCell}>
      <input type="hidden" name="here" value={here} />
      <input type="hidden" name="formKey" value={newFormKey()} />
      {list}
    </form>
  );
}

type Parts = Pick<MatrixScope, "viewer"> & {
  marker: Marker;
  t: Words;
  people: ReadonlyMap<number, MatrixEmployee>;
  panels: string;
  /** Where only one employee is looked at. */
  only: MatrixEmployee | undefined;
};

function partOf(parts: Parts, line: Line, href: string) {
  const { viewer, t, people, panels, only } = parts;
  const mayAdd = viewer.can("responsibilities") && !line.isClosed && !only;
  const held = only ? [only] : [...line.cells.keys()].flatMap((id) => people.get(id) ?? []);
  const words = line.count === 0 ? t("matrix.rowNone") : t("matrix.count");
  const add =
    mayAdd &&
    html`<a class="btn btn--s" href="${panels}role.${line.subject}.${line.subjectId}" aria-haspopup="dialog" aria-label="${t("matrix.addTo", { name: line.name })}">${icon("plus")}${t("resp.add")}</a>`;
  return html`<section class="${line.subject === "project" && "pj"}"><header><h2><a class="name" href="${href}">${line.name}</a></h2><span class="${line.count === 0 ? "cover none" : "cover"}" title="${words}"><span class="vh">${words} </span>${line.count}</span></header><ul class="list">${held.map((employee) => itemOf(parts, line, employee))}</ul>${add}</section>`;
}

/** An employee in a row: who, as what, and the buttons that the grid has in its cell. */
function itemOf({ viewer, marker, t, panels }: Parts, line: Line, employee: MatrixEmployee) {
  const { id, name, isActive } = employee;
  const cell = line.cells.get(id);
  const press = pressOf(viewer, employee, line, cell);
  const { mark, words } = cell
    ? markOf(marker, line.subject, cell)
    : { mark: html`<span class="role role--none"></span>`, words: [t("resp.isNotResponsible")] };
  const more =
    press &&
    html`<a class="btn btn--icon btn--plain btn--s" href="${panels}role.${line.subject}.${line.subjectId}.${id}" aria-haspopup="dialog" aria-label="${t("matrix.addRole", { name })}" title="${t("matrix.addRole", { name })}">${icon("plus")}</a>`;
  const main = !press
    ? null
    : "panel" in press
      ? html`<a class="btn btn--icon btn--plain btn--s" href="${panels}${press.panel === "owner" ? `owner.${line.subject}.${line.subjectId}` : `cell.${line.subject}.${line.subjectId}.${id}`}" aria-haspopup="dialog" aria-label="${t("resp.change", { name })}" title="${t("resp.change", { name })}">${icon("edit")}</a>`
      : html`<button class="btn btn--icon btn--plain btn--s" name="cell" value="${wish(line, id, press.to)}" aria-label="${t(press.to === "on" ? "matrix.addName" : "resp.takeAway", { name })}" title="${t(press.to === "on" ? "matrix.addName" : "resp.takeAway", { name })}">${icon(press.to === "on" ? "check" : "x")}</button>`;
  const shown = isActive ? name : t("matrix.left", { name });
  return html`<li>${mark}<div class="grow">${shown}<span class="sub">${words.join(" · ")}</span></div><div class="end">${more}${main}</div></li>`;
}
