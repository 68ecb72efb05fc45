import type { getTranslations } from "next-intl/server";
import { type ContactFilter, filterQuery } from "@/lib/contact-register/filter";
import type { RegisterOptions } from "@/lib/contact-register/queries";
import { countryOptions } from "@/lib/countries";
import { localeNames, locales } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

type Choice = {
  name: "role" | "keyword" | "group" | "type" | "country" | "language" | "mailings";
  label: string;
  value: string;
  all: string;
  options: { value: string; label: string }[];
  bar?: boolean;
};

/** What the filter bar offers, in words. A role or keyword out of use stays to be found by. */
export function choicesOf(filter: ContactFilter, options: RegisterOptions, locale: string, t: Words): Choice[] {
  const named = (rows: { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const value = (word: string | number | null) => String(word ?? "");
  const role: Choice = {
    name: "role",
    label: t("contact.roles"),
    value: value(filter.role),
    all: t("contacts.allRoles"),
    options: named(options.roles),
    bar: true,
  };
  return [
    ...(options.usesRoles || filter.role !== null ? [role] : []),
    {
      name: "keyword",
      label: t("contact.keywords"),
      value: value(filter.keyword),
      all: t("contacts.allKeywords"),
      options: named(options.keywords),
      bar: true,
    },
    {
      name: "group",
      label: t("customer.groupId"),
      value: value(filter.group),
      all: t("customers.allGroups"),
      options: [...named(options.groups), { value: "none", label: t("customers.noGroup") }],
      bar: true,
    },
    {
      name: "type",
      label: t("contacts.customerType"),
      value: value(filter.type),
      all: t("customers.allTypes"),
      options: named(options.types),
    },
    {
      name: "country",
      label: t("customer.country"),
      value: value(filter.country),
      all: t("customers.allCountries"),
      options: countryOptions(locale).map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: "language",
      label: t("contact.language"),
      value: value(filter.language),
      all: t("contacts.allLanguages"),
      options: locales.map((code) => ({ value: code, label: localeNames[code] })),
    },
    {
      name: "mailings",
      label: t("contacts.mailings"),
      value: value(filter.mailings),
      all: t("contacts.allMailings"),
      options: [
        { value: "yes", label: t("contacts.takesMailings") },
        { value: "no", label: t("contact.noMailings") },
      ],
    },
  ];
}

/** The filters that are set: label and value. */
export function filterLines(filter: ContactFilter, choices: Choice[], t: Words) {
  const lines = choices
    .filter(({ value }) => value)
    .map(({ name, label, value, options }) => ({
      name: name as string,
      label,
      value: options.find((option) => option.value === value)?.label ?? value,
    }));
  const states =
    filter.state === "active"
      ? []
      : [{ name: "state", label: t("contacts.state"), value: t(`contacts.${filter.state}`) }];
  const search = filter.q ? [{ name: "q", label: t("action.search"), value: filter.q }] : [];
  const archived = filter.archived
    ? [{ name: "archived", label: t("contacts.customers"), value: t("contacts.withArchived") }]
    : [];
  return [...search, ...lines, ...states, ...archived];
}

/** One chip per filter that is set; following it takes that filter away. Tabs and switch say the rest. */
export const filterChips = (filter: ContactFilter, lines: ReturnType<typeof filterLines>) =>
  lines
    .filter(({ name }) => name !== "state" && name !== "archived")
    .map(({ name, label, value }) => ({
      href: paths.contacts(filterQuery({ ...filter, [name]: name === "q" ? "" : null })),
      label: `${label}: ${value}`,
    }));
