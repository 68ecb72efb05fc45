import type { getTranslations } from "next-intl/server";
import type { CustomerFilter } from "@/lib/customers/filter";
import type { listFilterOptions } from "@/lib/customers/list";
import { unitKinds } from "@/lib/units/fields";
import { unitsShown, usualUnitOf } from "@/lib/units/filter";
import type { Choice } from "./filter-words";

type Options = Awaited<ReturnType<typeof listFilterOptions>>;
type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** Main and sub units in the filter bar; below which unit is set by following a link only. */
export function unitChoices(filter: CustomerFilter, { hasUnits, mainUnits }: Options, t: Words): Choice[] {
  const { under } = filter;
  const below = { value: mainUnits[0]?.name ?? String(under), without: { ...filter, under: null } };
  return [
    ...kindChoice(filter, hasUnits, t),
    ...(under === null
      ? []
      : [{ ...nothing, name: "under" as const, label: t("unit.parentId"), offered: false as const, line: below }]),
  ];
}

const nothing = { value: "", all: "", options: [] };

/** Offered where there are units, or where the list does not begin with all customers. */
function kindChoice(filter: CustomerFilter, hasUnits: boolean, t: Words): Choice[] {
  const usual = usualUnitOf(filter);
  const shown = unitsShown(filter);
  if (!hasUnits && filter.usualUnit === "all" && shown === "all") return [];
  const words = {
    all: t("list.allUnits"),
    main: t("list.mainUnits"),
    sub: t("list.subUnits"),
    none: t("list.noUnits"),
  };
  return [
    {
      name: "unit",
      label: t("customers.unit"),
      value: shown === usual ? "" : shown,
      all: words[usual],
      options: unitKinds.filter((kind) => kind !== usual).map((kind) => ({ value: kind, label: words[kind] })),
      line: shown === "all" ? null : { value: words[shown], without: { ...filter, unit: "all" } },
    },
  ];
}
