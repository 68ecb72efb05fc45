import type { getTranslations } from "next-intl/server";
import { countryOptions } from "@/lib/countries";
import { type CustomerFilter, filterQuery } from "@/lib/customers/filter";
import type { listFilterOptions } from "@/lib/customers/list";
import { paths } from "@/lib/paths";

type Options = Awaited<ReturnType<typeof listFilterOptions>>;
type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

type Choice = {
  name: "group" | "type" | "owner" | "country";
  label: string;
  value: string;
  all: string;
  options: { value: string; label: string }[];
  bar?: boolean;
};

/** What the filter bar offers, in words. */
export function choicesOf(filter: CustomerFilter, options: Options, locale: string, t: Words): Choice[] {
  const named = (rows: { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const none = (label: string) => ({ value: "none", label });
  return [
    {
      name: "group",
      label: t("customers.group"),
      value: String(filter.group ?? ""),
      all: t("customers.allGroups"),
      options: [...named(options.groups), none(t("customers.noGroup"))],
      bar: true,
    },
    {
      name: "type",
      label: t("customers.type"),
      value: String(filter.type ?? ""),
      all: t("customers.allTypes"),
      options: named(options.types),
      bar: true,
    },
    {
      name: "owner",
      label: t("customers.owner"),
      value: String(filter.owner ?? ""),
      all: t("customers.allOwners"),
      options: [none(t("list.noOwner")), ...named(options.owners)],
      bar: true,
    },
    {
      name: "country",
      label: t("customers.country"),
      value: filter.country ?? "",
      all: t("customers.allCountries"),
      options: countryOptions(locale).map(({ code, name }) => ({ value: code, label: name })),
    },
  ];
}

/** The filters that are set: label and value. */
export function filterLines(
  filter: CustomerFilter,
  choices: Choice[],
  t: Words,
): { name: string; label: string; value: string }[] {
  const lines = choices
    .filter(({ value }) => value)
    .map(({ name, label, value, options }) => ({
      name,
      label,
      value: options.find((option) => option.value === value)?.label ?? value,
    }));
  return filter.q ? [{ name: "q", label: t("action.search"), value: filter.q }, ...lines] : lines;
}

/** One chip per filter that is set; following it takes that filter away. */
export const filterChips = (filter: CustomerFilter, lines: ReturnType<typeof filterLines>) =>
  lines.map(({ name, label, value }) => ({
    href: paths.customers(filterQuery({ ...filter, [name]: name === "q" ? "" : null })),
    label: `${label}: ${value}`,
  }));
