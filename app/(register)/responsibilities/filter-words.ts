import type { getTranslations } from "next-intl/server";
import type { Filter } from "@/components/filters";
import type { Locale } from "@/lib/access/viewer";
import { intlTag } from "@/lib/locale/choice";
import type { MatrixFilter } from "@/lib/matrix/filter";
import type { MatrixEmployee } from "@/lib/matrix/queries";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/roles/queries";

/** What an address says, word by word. */
export type Query = Record<string, string | number | null | undefined>;
type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** What the filter bar offers besides the groupings, in words. */
export function choicesOf(
  filter: MatrixFilter,
  everybody: readonly MatrixEmployee[],
  roles: readonly Role[],
  locale: Locale,
  t: Words,
): Filter[] {
  const named = (rows: readonly { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const { compare } = new Intl.Collator(intlTag(locale));
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
    {
      ...choice(
        "team",
        t("customers.team"),
        t("customers.allTeams"),
        filter.team,
        named(teams.sort((one, other) => compare(one.name, other.name))),
      ),
      bar: true,
    },
    {
      ...choice("employee", t("resp.employee"), t("matrix.allEmployees"), filter.employee, named(everybody)),
      bar: true,
    },
    ...(roles.length > 0
      ? [choice("role", t("customers.role"), t("customers.allRoles"), role.ids[0] ?? null, named(roles))]
      : []),
    choice("owner", t("customers.owner"), t("customers.allOwners"), owner, [
      { value: "none", label: t("list.noOwner") },
      ...named(everybody),
    ]),
    choice(
      "seller",
      t("person.seller"),
      t("matrix.allSellers"),
      filter.seller,
      named(everybody.filter(({ isSeller }) => isSeller)),
    ),
  ];
}

/** What is filtered by, each with the address without it. */
export function chipsOf(
  filter: MatrixFilter,
  query: Query,
  choices: Filter[],
  everybody: readonly MatrixEmployee[],
  t: Words,
) {
  const without = (name: string) => paths.responsibilities({ ...query, [name]: null });
  const { q, responsible } = filter.customers;
  const person = everybody.find(({ id }) => id === responsible)?.name;
  const lines = [
    { name: "q", label: q && `${t("action.search")}: ${q}` },
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
