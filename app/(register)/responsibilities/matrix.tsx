import { getTranslations } from "next-intl/server";
import { listEmployees, listRows } from "@/lib/matrix/queries";
import { type Role, rolesOf } from "@/lib/roles/queries";
import { currentLocale } from "@/lib/session";
import { Grid } from "./grid/grid";
import { Legend } from "./legend";
import { MatrixFilters } from "./matrix-filters";
import { MatrixList } from "./matrix-list";
import { MatrixSwitches } from "./matrix-switches";
import { NoRows } from "./no-rows";
import type { MatrixScope } from "./panels";
import { PhoneChoice } from "./phone-choice";
import { dayWords } from "./tie-words";

/** Filters, and the customers they find: as a grid or as a list. */
export async function Matrix({ viewer, filter, here }: MatrixScope) {
  const [t, locale, days] = await Promise.all([getTranslations(), currentLocale(), dayWords(viewer)]);
  const [{ everybody, columns, total }, roles] = await Promise.all([
    listEmployees(viewer, filter, locale),
    rolesOf(viewer, locale),
  ]);
  const isList = filter.view === "list";
  const theirs = filter.employee === null ? null : [filter.employee];
  const page = await listRows(viewer, filter, isList ? theirs : columns.map(({ id }) => id), locale);
  const marker = {
    t,
    days,
    today: viewer.facts.today,
    byRole: filter.byRole || isList,
    roles: { customer: byId(roles.customer), project: byId(roles.project) },
  };
  const isEmpty = page.rows.length === 0 || (columns.length === 0 && !isList);
  const shown = { viewer, filter, here, rows: page.rows, marker };

  return (
    <div className={filter.view === "auto" ? "mx-auto-view" : undefined}>
      {filter.view === "auto" && <PhoneChoice everybody={everybody} />}
      <MatrixFilters
        {...shown}
        everybody={everybody}
        roles={roles.customer}
        rows={{ shown: page.rows.length, total: page.total, next: page.next }}
        columns={{ shown: columns.length, total }}
      />
      <div className="row row--wide mb-3">
        <MatrixSwitches viewer={viewer} filter={filter} nobody={page.nobody} />
        {!isList && !isEmpty && <Legend t={t} filter={filter} roles={marker.roles} />}
      </div>
      {isEmpty ? (
        <NoRows filter={filter} />
      ) : isList ? (
        <MatrixList {...shown} everybody={everybody} />
      ) : (
        <Grid {...shown} columns={columns} loads={page.loads} />
      )}
    </div>
  );
}

const byId = (roles: readonly Role[]) => new Map(roles.map((role) => [role.id, role]));
