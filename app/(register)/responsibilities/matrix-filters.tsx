import { getTranslations } from "next-intl/server";
import { type Filter, Filters, SetFilters } from "@/components/filters";
import { Pager } from "@/components/pager";
import { Switch } from "@/components/switch";
import { formatsOf } from "@/lib/format";
import { type MatrixFilter, matrixQuery } from "@/lib/matrix/filter";
import type { MatrixEmployee } from "@/lib/matrix/queries";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/roles/queries";
import { currentLocale } from "@/lib/session";
import { groupingPicker } from "../grouping-picker";
import type { MatrixScope } from "./panels";

type Query = Record<string, string | number | null | undefined>;

type Props = Pick<MatrixScope, "viewer" | "filter"> & {
  everybody: readonly MatrixEmployee[];
  roles: readonly Role[];
  /** What is on the page, of how many. */
  rows: { shown: number; total: number; next: string | null };
  columns: { shown: number; total: number };
};

/** Which customers and which employees; what is set can be taken away; where one is among both. */
export async function MatrixFilters({ viewer, filter, everybody, roles, rows, columns }: Props) {
  const [t, grouping] = await Promise.all([getTranslations(), groupingPicker(viewer, filter.grouping)]);
  const query: Query = matrixQuery({ ...filter, page: 1, after: null, columnPage: 1 });
  const choices = [{ ...grouping, bar: true }, ...choicesOf(filter, everybody, roles, t)];
  const offered = choices.map(({ name }) => name);
  const hidden = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      value && name !== "q" && !offered.includes(name) ? [[name, String(value)]] : [],
    ),
  );
  const texts = { filter: t("list.filters"), submit: t("action.search") };
  return (
    <>
      <Filters
        action={paths.responsibilities()}
        label={t("matrix.filter")}
        search={{ value: filter.customers.q, label: t("matrix.search"), placeholder: t("nav.searchCustomers") }}
        filters={choices}
        texts={texts}
        hidden={hidden}
      />
      <SetFilters
        label={t("customers.filtered")}
        items={chipsOf(filter, query, choices, everybody, t)}
        texts={{ remove: t("action.remove"), clear: t("list.clearFilters") }}
        clearHref={paths.responsibilities(onlyView(query))}
      >
        <Place filter={filter} rows={rows} columns={columns} />
      </SetFilters>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

export function choicesOf(filter: MatrixFilter, everybody: Props["everybody"], roles: Props["roles"], t: Words): Filter[] {
  const named = (rows: readonly { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const people = [...everybody].sort((one, other) => one.name.localeCompare(other.name));
  const teams = [...new Map(everybody.flatMap(({ teams }) => teams).map((team) => [team.id, team])).values()];
  const choice = (
    name: string,
    label: string,
    all: string,
    value: string | number | null,
    rows: Filter["options"],
  ) => ({
    name,
    label,
    value: String(value ?? ""),
    options: [{ value: "", label: all }, ...(rows ?? [])],
  });
  const { owner, role } = filter.customers;
  return [
    { ...choice("team", t("customers.team"), t("customers.allTeams"), filter.team, named(teams)), bar: true },
    { ...choice("employee", t("resp.employee"), t("matrix.allEmployees"), filter.employee, named(people)), bar: true },
    ...(roles.length > 0
      ? [choice("role", t("customers.role"), t("customers.allRoles"), role.ids[0] ?? null, named(roles))]
      : []),
    choice("owner", t("customers.owner"), t("customers.allOwners"), owner, [
      { value: "none", label: t("list.noOwner") },
      ...named(people),
    ]),
    choice(
      "seller",
      t("person.seller"),
      t("matrix.allSellers"),
      filter.seller,
      named(people.filter(({ isSeller }) => isSeller)),
    ),
  ];
}

/** What stays when the filters go: how it is shown. */
const onlyView = ({ view, projects, closed, byRole, rows, columns }: Query) => ({
  ...{ view, projects, closed, byRole, rows, columns },
});

export function chipsOf(filter: MatrixFilter, query: Query, choices: Filter[], everybody: Props["everybody"], t: Words) {
  const without = (name: string) => paths.responsibilities({ ...query, [name]: null });
  const { q, responsible } = filter.customers;
  const person = everybody.find(({ id }) => id === responsible)?.name;
  const lines = [
    { name: "q", label: q && `“${q}”` },
    ...choices.map(({ name, label, value, options = [] }) => {
      const word = value && options.find((option) => option.value === value)?.label;
      return { name, label: word && `${label}: ${word}` };
    }),
    {
      name: "responsible",
      label: responsible === "none" ? t("list.noResponsible") : person && `${t("resp.responsible")}: ${person}`,
    },
    { name: "customer", label: filter.customer !== null && t("matrix.oneCustomer") },
  ];
  return lines.flatMap(({ name, label }) => (label ? [{ href: without(name), label }] : []));
}

/** Pages of customers and of employees. */
async function Place({ filter, rows, columns }: Pick<Props, "filter" | "rows" | "columns">) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, "UTC");
  const query = matrixQuery(filter);
  const range = (word: string, page: number, size: number, shown: number, total: number) =>
    `${word} ${t("list.rowsShown", { from: format.number((page - 1) * size + 1), to: format.number((page - 1) * size + shown), total: format.count(total) })}`;
  const texts = { previous: t("action.previous"), next: t("action.next") };
  const toRows = (page: number, after: string | null) =>
    paths.responsibilities({ ...query, page: page > 1 ? page : null, after });
  const toColumns = (page: number) => paths.responsibilities({ ...query, columnPage: page > 1 ? page : null });
  const hasMoreColumns = filter.columnPage * filter.columns < columns.total;
  return (
    <div className="mx-place">
      {filter.view !== "list" && columns.shown > 0 && (
        <Pager
          label={t("matrix.employees")}
          range={range(t("matrix.employees"), filter.columnPage, filter.columns, columns.shown, columns.total)}
          previous={filter.columnPage > 1 ? toColumns(filter.columnPage - 1) : undefined}
          next={hasMoreColumns ? toColumns(filter.columnPage + 1) : undefined}
          texts={texts}
        />
      )}
      {rows.shown > 0 && (
        <Pager
          label={t("matrix.customers")}
          range={range(t("matrix.customers"), filter.page, filter.rows, rows.shown, rows.total)}
          previous={filter.page > 1 ? toRows(filter.page - 1, null) : undefined}
          next={rows.next ? toRows(filter.page + 1, rows.next) : undefined}
          texts={texts}
        />
      )}
    </div>
  );
}

/** @param nobody customers of the filter that nobody answers for */
type SwitchProps = Pick<Props, "viewer" | "filter"> & { nobody: number };

/** View options that act at once. */
export async function MatrixSwitches({ viewer, filter, nobody }: SwitchProps) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { count } = formatsOf(locale, viewer.facts.timeZone);
  const query: Query = matrixQuery({ ...filter, page: 1, after: null });
  const hiddenBut = (name: string) =>
    Object.fromEntries(
      Object.entries(query).flatMap(([key, value]) => (value && key !== name ? [[key, String(value)]] : [])),
    );
  const switches = [
    {
      name: "byRole",
      on: filter.byRole,
      label: t("matrix.byRole"),
      offered: viewer.uses("roles") && filter.view !== "list",
    },
    { name: "projects", on: filter.projects, label: t("matrix.showProjects"), offered: viewer.can("projects.own") },
    { name: "closed", on: filter.closed, label: t("matrix.closed"), offered: filter.projects },
    {
      name: "responsible",
      on: filter.customers.responsible === "none",
      label: `${t("list.noResponsible")} ${count(nobody)}`,
      offered: true,
      onValue: "none",
    },
  ];
  return switches
    .filter(({ offered }) => offered)
    .map(({ name, on, label, onValue = "on" }) => (
      <Switch key={name} name={name} on={on} onValue={onValue} label={label} hidden={hiddenBut(name)} />
    ));
}
