import type { getTranslations } from "next-intl/server";
import type { SeveralFilter } from "@/components/filters";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { countryChoices } from "@/lib/countries";
import type { CustomerFilter } from "@/lib/customers/filter";
import type { listFilterOptions } from "@/lib/customers/list";
import { industrySections, sectionName } from "@/lib/industries/rules";
import type { Sought } from "@/lib/list-address";
import { intlTag } from "@/lib/locale/choice";
import { businessWords } from "@/lib/registry/filter";
import type { customLines } from "./custom-filter-words";
import { figureChoices } from "./figure-words";
import { unitChoices } from "./unit-words";

type Options = Awaited<ReturnType<typeof listFilterOptions>>;
type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

type Named = { id: number; name: string };

type Offered = { value: string; label: string };

export type Choice = {
  name:
    | "company"
    | "group"
    | "owner"
    | "responsible"
    | "team"
    | "country"
    | "industry"
    | "headOffice"
    | "open"
    | "companyGroup"
    | "losing"
    | "unit"
    | "billed"
    | "business"
    | "pipeline"
    | "under";
  label: string;
  value: string;
  all: string;
  options: readonly Offered[];
  /** Offered before them. */
  first?: readonly Offered[];
  bar?: boolean;
  /** Set by following a link, and not offered. */
  offered?: false;
  /** What is filtered by it, where the value does not say so; null = nothing. */
  line?: Pick<Line, "value" | "without"> | null;
};

/** What the filter bar offers, in words. */
export function choicesOf(
  viewer: Viewer,
  filter: CustomerFilter,
  options: Options,
  locale: Locale,
  t: Words,
): Choice[] {
  const named = (rows: Named[]) => rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const none = (label: string) => ({ value: "none", label });
  const owners = named(options.owners);
  return [
    ...companyChoices(viewer, filter, options, t),
    {
      name: "group",
      label: t("customers.group"),
      value: String(filter.group ?? ""),
      all: t("customers.allGroups"),
      options: [...named(options.groups), none(t("customers.noGroup"))],
      bar: true,
    },
    {
      name: "owner",
      label: t("customers.owner"),
      value: String(filter.owner ?? ""),
      all: t("customers.allOwners"),
      first: [none(t("list.noOwner"))],
      options: owners,
      bar: true,
    },
    {
      name: "responsible",
      label: t("customers.responsible"),
      value: String(filter.responsible ?? ""),
      all: t("customers.allResponsible"),
      first: [none(t("list.noResponsible"))],
      options: owners,
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
      options: countryChoices(locale),
    },
    {
      name: "industry",
      label: t("customers.industry"),
      value: filter.industry ?? "",
      all: t("customers.allIndustries"),
      options: industrySections
        .filter((section) => section === filter.industry || !options.hiddenIndustries.includes(section))
        .map((section) => ({ value: section, label: sectionName(section, locale) })),
    },
    businessChoice(filter, t),
    {
      name: "headOffice",
      label: t("customers.headOffice"),
      value: filter.headOffice ?? "",
      all: t("customers.allHeadOffices"),
      options: [{ value: "missing", label: t("list.noHeadOffice") }],
    },
    {
      name: "open",
      label: t("customers.sight"),
      value: filter.open ?? "",
      all: "",
      options: [{ value: "yes", label: t("customers.openOnly") }],
      offered: false,
    },
    {
      name: "companyGroup" as const,
      label: t("grouping.companyGroupId"),
      value: String(filter.companyGroup ?? ""),
      all: t("customers.allCompanyGroups"),
      options: named(options.companyGroups),
    },
    {
      name: "losing",
      label: t("customers.losing"),
      value: options.roles.length ? String(filter.losing ?? "") : "",
      all: "",
      options: named(options.roles),
      offered: false,
    },
    ...unitChoices(filter, options, t),
    ...figureChoices(viewer, filter, t),
  ];
}

/** What business registers say that customers are doing. */
const businessChoice = ({ business }: CustomerFilter, t: Words): Choice => ({
  name: "business",
  label: t("customers.businessStatus"),
  value: business ?? "",
  all: t("customers.allBusinesses"),
  options: businessWords.map((value) => ({
    value,
    label:
      value === "notActive" || value === "unknown" ? t(`customers.business.${value}`) : t(`registry.status.${value}`),
  })),
});

/** Own customers, those of others, and of which other company: for those who see any that are not their own. */
function companyChoices(viewer: Viewer, filter: CustomerFilter, options: Options, t: Words): Choice[] {
  const seesOthers = options.companies.length > 0 || viewer.facts.showOtherCompanies;
  if (!viewer.uses("multiCompany") || !seesOthers) return [];
  const others = options.companies.map(({ id, name }) => ({ value: String(id), label: name }));
  return [
    {
      name: "company",
      label: t("customers.company"),
      value: String(filter.company ?? ""),
      all: t("customers.allCompanies"),
      options: [
        { value: "own", label: viewer.facts.companyName },
        { value: "other", label: t("customers.otherCompanies") },
        ...(others.length > 1 ? others : []),
      ],
    },
  ];
}

/** The groupings of which several can be ticked; those that nobody has made are not offered. */
export function severalOf(filter: CustomerFilter, options: Options, locale: Locale, t: Words): SeveralFilter[] {
  const registers = {
    type: { label: t("customers.type"), all: t("customers.allTypes"), rows: options.types, bar: true },
    tag: { label: t("customers.tags"), all: t("customers.allTags"), rows: options.tags },
    segment: { label: t("grouping.segments"), all: t("customers.allSegments"), rows: options.segments },
    special: { label: t("grouping.specialGroups"), all: t("customers.allSpecials"), rows: options.specialGroups },
    role: { label: t("customers.role"), all: t("customers.allRoles"), rows: options.roles },
  };
  return severalNames.flatMap((name): SeveralFilter[] => {
    const { label, all, rows, ...rest } = { bar: false, ...registers[name] };
    const { ids, way } = filter[name];
    if (rows.length === 0) return [];
    const named = ids.map((id) => rows.find((row) => row.id === id)?.name ?? String(id));
    return [
      {
        name,
        label,
        values: ids.map(String),
        options: rows.map((row) => ({ value: String(row.id), label: row.name })),
        way: {
          name: `${name}s`,
          label: t("customers.way"),
          value: way === "any" ? "" : way,
          options: [
            { value: "", label: t("customers.wayAny") },
            { value: "all", label: t("customers.wayAll") },
            { value: "none", label: t("customers.wayNone") },
          ],
        },
        summary: ids.length ? namesSought(way, named, locale, t) : all,
        ...rest,
      },
    ];
  });
}

const severalNames = ["type", "tag", "segment", "special", "role"] as const;

/** "A or B", "A and B", "none of A, B". */
export function namesSought(way: Sought["way"], names: string[], locale: Locale, t: Words): string {
  if (way === "none") return t("customers.noneOf", { names: names.join(", ") });
  return new Intl.ListFormat(intlTag(locale), { type: way === "any" ? "disjunction" : "conjunction" }).format(names);
}

export type Line = { label: string; value: string; without: CustomerFilter };

/** The filters that are set: label and value, and the filter without it. */
export function filterLines(
  filter: CustomerFilter,
  choices: Choice[],
  several: SeveralFilter[],
  customs: ReturnType<typeof customLines>,
  t: Words,
): Line[] {
  const lines = choices.flatMap(({ name, label, value, first = [], options, line }) => {
    if (line !== undefined) return line ? [{ label, ...line }] : [];
    const words = [...first, ...options].find((option) => option.value === value)?.label ?? value;
    return value ? [{ label, value: words, without: { ...filter, [name]: null } }] : [];
  });
  return [
    ...(filter.q ? [{ label: t("action.search"), value: filter.q, without: { ...filter, q: "" } }] : []),
    ...lines,
    ...several
      .filter(({ values }) => values.length > 0)
      .map(({ name, label, summary }) => ({
        label,
        value: summary,
        without: { ...filter, [name]: { ids: [], way: "any" } },
      })),
    ...customs.map(({ without, ...words }) => ({ ...words, without: { ...filter, custom: without } })),
  ];
}
