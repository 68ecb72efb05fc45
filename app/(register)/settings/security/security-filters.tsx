import NextForm from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { securityCategories } from "@/lib/access/security-actions";
import { paths } from "@/lib/paths";
import type { SecurityFilter } from "@/lib/security-log/filter";

type Props = { filter: SecurityFilter; people: readonly { id: number; name: string }[] };

/** A GET form: the kind of event, whose, and from which day to which. Its key makes the controls follow the address. */
export async function SecurityFilters({ filter: { category, person, from, to }, people }: Props) {
  const t = await getTranslations("securityLog");
  const choice = (name: string, label: string, value: string | number | null, options: [string, string][]) => (
    <label className="field c3">
      <span>{label}</span>
      <select className="in" name={name} defaultValue={value ?? ""}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  const day = (name: "from" | "to", value: string | null) => (
    <label className="field c2 keep">
      <span>{t(name)}</span>
      <input className="in" type="date" name={name} defaultValue={value ?? ""} />
    </label>
  );
  return (
    <NextForm
      key={[category, person, from, to].join()}
      className="grid py-4"
      action={paths.settings("security")}
      prefetch={false}
      scroll={false}
      role="search"
      aria-label={t("filter")}
    >
      {choice("category", t("kind"), category, [
        ["", t("everything")],
        ...securityCategories.map((one): [string, string] => [one, t(`category.${one}`)]),
      ])}
      {choice("person", t("who"), person, [
        ["", t("everybody")],
        ...people.map(({ id, name }): [string, string] => [String(id), name]),
      ])}
      {day("from", from)}
      {day("to", to)}
      <div className="c2 self-end">
        <Button>{t("filter")}</Button>
      </div>
    </NextForm>
  );
}
