import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { formatsOf } from "@/lib/format";
import { matrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { listEmployees, listRows } from "@/lib/matrix/queries";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { rolesOf } from "@/lib/roles/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { bulkPanel } from "./bulk-panel";
import { Grid } from "./grid/grid";
import { Legend } from "./legend";
import { MatrixFilters, MatrixSwitches } from "./matrix-filters";
import { MatrixHead } from "./matrix-head";
import { MatrixList } from "./matrix-list";
import { NoRows } from "./no-rows";
import type { MatrixScope, OpenPanel } from "./panels";
import { PhoneChoice } from "./phone-choice";
import { responsiblePanel } from "./responsible-panels";
import { dayWords } from "./tie-words";
import { UndoChange } from "./undo-change";

const panels: OpenPanel[] = [responsiblePanel, bulkPanel];

/** Who answers for whom: customers down, employees across, and beside it the dialog that the address asks for. */
function panelOf(scope: MatrixScope, panel: string) {
  for (const open of panels) {
    const opened = open(scope, panel);
    if (opened) return opened;
  }
  return null;
}

export default async function Responsibilities({ searchParams }: PageProps<"/responsibilities">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  const filter = matrixFilter(params);
  const here = paths.responsibilities(matrixQuery(filter));
  const scope: MatrixScope = { viewer, filter, params, here };
  const panel = params.panel === undefined ? null : (panelOf(scope, String(params.panel)) ?? absent());
  const [{ everybody, columns, total }, roles] = await Promise.all([
    listEmployees(viewer, filter, locale),
    rolesOf(viewer, locale),
  ]);
  const isList = filter.view === "list";
  const among = isList ? (filter.employee === null ? null : [filter.employee]) : columns.map(({ id }) => id);
  const page = await listRows(viewer, filter, among, locale);
  const byId = (some: typeof roles.customer) => new Map(some.map((role) => [role.id, role]));
  const marker = {
    t,
    format: formatsOf(locale, viewer.facts.timeZone),
    days: await dayWords(viewer),
    today: viewer.facts.today,
    byRole: filter.byRole || isList,
    roles: { customer: byId(roles.customer), project: byId(roles.project) },
  };
  const shown = { viewer, filter, here, rows: page.rows, marker };

  return (
    <>
      {!panel && <title>{`${t("matrix.tab")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        {!panel && (
          <FlashLine params={params}>
            <UndoChange viewer={viewer} params={params} here={here} />
          </FlashLine>
        )}
        <MatrixHead viewer={viewer} filter={filter} />
        <MatrixFilters
          {...shown}
          everybody={everybody}
          roles={roles.customer}
          rows={{ shown: page.rows.length, total: page.total, next: page.next }}
          columns={{ shown: columns.length, total }}
        />
        <div className="row row--wide mb-3">
          <MatrixSwitches viewer={viewer} filter={filter} nobody={page.nobody} />
          {!isList && <Legend t={t} filter={filter} roles={marker.roles} />}
        </div>
        {page.rows.length === 0 || (columns.length === 0 && !isList) ? (
          <NoRows filter={filter} />
        ) : isList ? (
          <MatrixList {...shown} everybody={everybody} />
        ) : (
          <div className={filter.view === "auto" ? "mx-auto-view" : undefined}>
            {filter.view === "auto" && <PhoneChoice everybody={everybody} />}
            <Grid {...shown} columns={columns} loads={page.loads} />
          </div>
        )}
      </Behind>
      {panel}
    </>
  );
}
