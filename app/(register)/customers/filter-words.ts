import type { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/access/viewer";
import { countryOptions } from "@/lib/countries";
import { type CustomerFilter, filterQuery } from "@/lib/customers/filter";
import type { listFilterOptions } from "@/lib/customers/list";
import { industrySections, sectionName } from "@/lib/industries/rules";
import { paths } from "@/lib/paths";
import type { customLines } from "./custom-filter-words";

type Options = Awaited<ReturnType<typeof listFilterOptions>>;
type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

type Named = { id: number; name: string };

type Choice = {
  name:
    | "group"
    | "type"
    | "owner"
    | "responsible"
    | "team"
    | "country"
    | "industry"
    | "headOffice"
    | "companyGroup"
    | "special"
    | "segment"
    | "tag";
  label: string;
  value: string;
  all: string;
  options: { value: string; label: string }[];
  bar?: boolean;
  /** Set by following a chip only: kept in the address, but not offered. */
  chip?: boolean;
};

/** What the filter bar offers, in words. */
export function choicesOf(filter: CustomerFilter, options: Options, locale: Locale, t: Words): Choice[] {
  const named = (rows: Named[]) => rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const none = (label: string) => ({ value: "none", label });
  const chipped = (name: "companyGroup" | "special" | "segment" | "tag", label: string, rows: Named[]) =>
    filter[name] === null
      ? []
      : [{ name, label, value: String(filter[name]), all: "", options: named(rows), chip: true }];
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
      name: "responsible",
      label: t("customers.responsible"),
      value: String(filter.responsible ?? ""),
      all: t("customers.allResponsible"),
      options: [none(t("list.noResponsible")), ...named(options.owners)],
    },
    {
      name: "team",
      label: t("customers.team"),
      value: String(filter.team ?? ""),
      all: t("customers.allTeams"),
      options: named(options.teams),
    },
    {
      name: "country",
      label: t("customers.country"),
      value: filter.country ?? "",
      all: t("customers.allCountries"),
      options: countryOptions(locale).map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: "industry",
      label: t("customers.industry"),
      value: filter.industry ?? "",
      all: t("customers.allIndustries"),
      options: industrySections.map((section) => ({ value: section, label: sectionName(section, locale) })),
    },
    {
      name: "headOffice",
      label: t("customers.headOffice"),
      value: filter.headOffice ?? "",
      all: t("customers.allHeadOffices"),
      options: [{ value: "missing", label: t("list.noHeadOffice") }],
    },
    ...chipped("companyGroup", t("grouping.companyGroupId"), options.companyGroups),
    ...chipped("special", t("grouping.specialGroup"), options.specialGroups),
    ...chipped("segment", t("grouping.segment"), options.segments),
    ...chipped("tag", t("grouping.tag"), options.tags),
  ];
}

type Line = { label: string; value: string; without: CustomerFilter };

/** The filters that are set: label and value, and the filter without it. */
export function filterLines(
  filter: CustomerFilter,
  choices: Choice[],
  customs: ReturnType<typeof customLines>,
  t: Words,
): Line[] {
  const lines = choices
    .filter(({ value }) => value)
    .map(({ name, label, value, options }) => ({
      label,
      value: options.find((option) => option.value === value)?.label ?? value,
      without: { ...filter, [name]: null },
    }));
  return [
    ...(filter.q ? [{ label: t("action.search"), value: filter.q, without: { ...filter, q: "" } }] : []),
    ...lines,
    ...customs.map(({ without, ...words }) => ({ ...words, without: { ...filter, custom: without } })),
  ];
}

/** One chip per filter that is set; following it takes that filter away. */
export const filterChips = (lines: readonly Line[]) =>
  lines.map(({ label, value, without }) => ({
    href: paths.customers(filterQuery(without)),
    label: `${label}: ${value}`,
  }));
