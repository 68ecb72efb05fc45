import { getTranslations } from "next-intl/server";
import { Switch } from "@/components/switch";
import { formatsOf } from "@/lib/format";
import { matrixQuery } from "@/lib/matrix/filter";
import { currentLocale } from "@/lib/session";
import type { Query } from "./filter-words";
import type { MatrixScope } from "./panels";

/** @param nobody customers of the filter that nobody answers for */
type SwitchProps = Pick<MatrixScope, "viewer" | "filter"> & { nobody: number };

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
