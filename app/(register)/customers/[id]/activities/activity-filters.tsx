import NextForm from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { type ActivityFilter, activityQuery } from "@/lib/activities/filter";
import type { Choice } from "@/lib/activities/queries";
import { paths } from "@/lib/paths";

type Props = {
  customerId: number;
  filter: ActivityFilter;
  found: { owners: readonly Choice[]; types: readonly Choice[]; tasks: number };
};

/** Narrows the list by type and owner; nothing where there is only one of each. */
export async function ActivityFilters({ customerId, filter, found }: Props) {
  const t = await getTranslations("activity");
  const { owners, types, tasks } = found;
  const kinds = [
    ...types.map(({ id, name }) => ({ value: String(id), label: name })),
    ...(tasks > 0 ? [{ value: "task", label: t("kindTask") }] : []),
  ];
  if (kinds.length < 2 && owners.length < 2 && !filter.type && !filter.owner) return null;
  const people = owners.map(({ id, name }) => ({ value: String(id), label: name }));
  const { activities } = activityQuery(filter);
  return (
    <NextForm
      key={`${filter.type} ${filter.owner}`}
      action={paths.customer(customerId)}
      className="narrow"
      prefetch={false}
      scroll={false}
    >
      {activities && <input type="hidden" name="activities" value={activities} />}
      <Select name="activityType" label={t("typeId")} all={t("allTypes")} value={filter.type} options={kinds} />
      <Select name="activityOwner" label={t("ownerId")} all={t("allOwners")} value={filter.owner} options={people} />
      <Button small>{t("filter")}</Button>
    </NextForm>
  );
}

type SelectProps = {
  name: string;
  label: string;
  all: string;
  value: string | number | null;
  options: readonly { value: string; label: string }[];
};

function Select({ name, label, all, value, options }: SelectProps) {
  return (
    <select className="in" name={name} aria-label={label} defaultValue={String(value ?? "")}>
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
