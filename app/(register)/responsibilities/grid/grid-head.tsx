import { type Html, html, icon } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import type { MatrixFilter } from "@/lib/matrix/filter";
import type { MatrixColumn } from "@/lib/matrix/queries";
import { heatOf } from "@/lib/matrix/rules";
import { paths } from "@/lib/paths";
import { mayAssign } from "@/lib/responsibilities/places";
import type { Marker } from "./marks";
import { panelsFrom } from "./press";

type Props = {
  viewer: Viewer;
  filter: MatrixFilter;
  here: string;
  columns: readonly MatrixColumn[];
  /** Of employees: how many customers they answer for today. */
  loads: ReadonlyMap<number, number>;
  marker: Marker;
};

/** The employees under their teams, each with the number of their customers; the head as text, as the rows are. */
export function GridHead({ viewer, filter, here, columns, loads, marker: { t } }: Props) {
  const teams = teamsOf(columns);
  const all = columns.map(({ id }) => loads.get(id) ?? 0);
  const panels = panelsFrom(here);
  const loadOf = (load: number) => {
    const heat = heatOf(load, all);
    const more = heat && html`<span class="vh">, ${t(`matrix.${heat}`)}</span>`;
    const title = heat ? `${t("matrix.load")}, ${t(`matrix.${heat}`)}` : t("matrix.load");
    return html`<b class="${heat}" title="${title}"><span class="vh">${t("matrix.load")} </span><span data-n>${load}</span>${more}</b>`;
  };
  const head = ({ id, name, isActive, team }: MatrixColumn, at: number): Html => {
    const shown = isActive ? name : t("matrix.left", { name });
    const bulk =
      mayAssign(viewer, id) &&
      html`<a class="tool" href="${panels}bulk.column.${id}" aria-haspopup="dialog" aria-label="${t("matrix.changeColumn", { name })}" title="${t("matrix.changeColumn", { name })}">${icon("dots")}</a>`;
    return html`<th scope="col" class="${team !== columns[at - 1]?.team && "first"}" data-employee="${id}"><a class="pname" href="${paths.responsibilities({ view: "list", responsible: id })}" title="${shown}"><span>${shown}</span>${loadOf(loads.get(id) ?? 0)}</a>${bulk}</th>`;
  };
  const corner = t(filter.projects ? "matrix.cornerProjects" : "matrix.customer");
  const content = html`<tr class="teams"><td class="corner"></td>${teams.map(({ team, span }) => html`<th colspan="${span}" scope="colgroup" class="first"><span>${team ?? t("matrix.noTeam")}</span></th>`)}</tr><tr class="people"><th class="corner" scope="col"><div><span>${corner}</span><span class="faint" title="${t("matrix.count")}">${t("matrix.countShort")}</span></div></th>${columns.map(head)}</tr>`;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the escaping renderer in rows.ts
  return <thead dangerouslySetInnerHTML={{ __html: content.text }} />;
}

/** Neighbours of one team, and how many there are. */
function teamsOf(columns: readonly MatrixColumn[]) {
  const teams: { team: string | null; span: number }[] = [];
  for (const { team } of columns) {
    const last = teams.at(-1);
    if (last && last.team === team) last.span += 1;
    else teams.push({ team, span: 1 });
  }
  return teams;
}
