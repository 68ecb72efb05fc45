import type { getTranslations } from "next-intl/server";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { groupingKinds, groupingText } from "@/lib/groupings/filter";
import { paths } from "@/lib/paths";
import { type PersonFilter, personQuery, plainRoles, roleWord, sellers } from "@/lib/responsible-persons/filter";
import type { PersonOptions } from "@/lib/responsible-persons/queries";

type Words = { t: Awaited<ReturnType<typeof getTranslations<never>>>; locale: Locale };
type Option = { value: string; label: string; heading?: string };

export type Choice = {
  name: "grouping" | "team" | "role" | "employee" | "seller" | "date";
  label: string;
  value: string;
  options?: Option[];
  isDate?: boolean;
  bar?: boolean;
};

/** What the filter bar offers, in words. */
export function choicesOf(viewer: Viewer, filter: PersonFilter, options: PersonOptions, { t }: Words): Choice[] {
  const named = (rows: { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const withAll = (label: string, rows: Option[]) => [{ value: "", label }, ...rows];
  const headings = {
    group: t("groups.title"),
    special: t("grouping.specialGroups"),
    companyGroup: t("register.title.companyGroups"),
    segment: t("grouping.segments"),
  };
  const groupings = groupingKinds.flatMap((kind) => [
    ...options.groupings
      .filter((row) => row.kind === kind)
      .map(({ id, name }) => ({ value: groupingText({ kind, id }), label: name, heading: headings[kind] })),
    ...(kind === "group" ? [{ value: "group.none", label: t("customers.noGroup"), heading: headings.group }] : []),
  ]);
  const plain = plainRoles
    .filter((role) => role !== "manager" || viewer.can("projects.own"))
    .map((role) => ({ value: role, label: role === "none" ? t("persons.withoutRole") : t(`persons.${role}`) }));
  const projectRoles = options.projectRoles.map(({ id, name }) => ({
    value: `project.${id}`,
    label: name,
    heading: t("persons.projectRoles"),
  }));
  return [
    {
      name: "grouping",
      label: t("grouping.title"),
      value: groupingText(filter.grouping),
      options: withAll(t("grouping.allCustomers"), groupings),
      bar: true,
    },
    {
      name: "team",
      label: t("customers.team"),
      value: String(filter.team ?? ""),
      options: withAll(t("customers.allTeams"), named(options.teams)),
      bar: true,
    },
    {
      name: "role",
      label: t("persons.role"),
      value: roleWord(filter.role),
      options: withAll(t("persons.allRoles"), [...plain, ...named(options.roles), ...projectRoles]),
      bar: true,
    },
    {
      name: "employee",
      label: t("persons.person"),
      value: String(filter.employee ?? ""),
      options: withAll(t("persons.allPersons"), named(options.employees)),
    },
    {
      name: "seller",
      label: t("persons.seller"),
      value: filter.seller ?? "",
      options: withAll(
        t("persons.allSellers"),
        sellers.map((word) => ({ value: word, label: t(`persons.sellers.${word}`) })),
      ),
    },
    { name: "date", label: t("persons.date"), value: filter.date ?? "", isDate: true },
  ];
}

type Line = { name: string; label: string; value: string; isTick?: true };

/** The filters that are set: label and value. */
export function filterLines(viewer: Viewer, filter: PersonFilter, options: PersonOptions, words: Words): Line[] {
  const { t, locale } = words;
  const { day } = formatsOf(locale, viewer.facts.timeZone);
  const chosen = choicesOf(viewer, filter, options, words)
    .filter(({ value }) => value)
    .map(({ name, label, value, options: offered, isDate }) => ({
      name,
      label,
      value: isDate ? day(value) : (offered?.find((option) => option.value === value)?.label ?? value),
    }));
  const search = filter.q ? [{ name: "q", label: t("action.search"), value: filter.q }] : [];
  const customer =
    filter.customer === null
      ? []
      : [{ name: "customer", label: t("customers.name"), value: options.customer?.name ?? String(filter.customer) }];
  const ticks = (["archived", "participants", "ended"] as const)
    .filter((name) => filter[name])
    .map((name): Line => ({ name, label: t("persons.show"), value: t(`persons.ticks.${name}`), isTick: true }));
  return [...search, ...customer, ...chosen, ...ticks];
}

/** One chip per filter that is set; following it takes that filter away. The ticks say the rest. */
export const filterChips = (filter: PersonFilter, lines: Line[]) =>
  lines
    .filter(({ isTick }) => !isTick)
    .map(({ name, label, value }) => ({
      href: paths.responsiblePersons({ ...personQuery(filter), [name]: null }),
      label: `${label}: ${value}`,
    }));
