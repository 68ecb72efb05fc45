import { getTranslations } from "next-intl/server";
import { Chip, Chips } from "@/components/chips";
import type { FullCustomer } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";
import type { TagColour } from "@/lib/registers/rules";

/** The groupings of a customer as labels and chips; each chip leads to the customers that share it. */
export async function groupingItems(customer: FullCustomer) {
  const t = await getTranslations();
  const { groupId, groupName, companyGroupId, companyGroupName, specialGroups, segments, tags } = customer;
  const one = (id: number | null, name: string | null) => (id && name ? [{ id, name }] : []);
  const chips = (filter: string, values: { id: number; name: string; colour?: TagColour }[]) =>
    values.length > 0 && (
      <Chips>
        {values.map(({ id, name, colour }) => (
          <Chip key={id} href={paths.customers({ ...listOf(customer), [filter]: id })} colour={colour}>
            {name}
          </Chip>
        ))}
      </Chips>
    );
  return [
    { label: t("customer.groupId"), value: chips("group", one(groupId, groupName)) },
    { label: t("grouping.companyGroupId"), value: chips("companyGroup", one(companyGroupId, companyGroupName)) },
    { label: t("grouping.specialGroups"), value: chips("special", specialGroups) },
    { label: t("grouping.segments"), value: chips("segment", segments) },
    { label: t("grouping.tags"), value: chips("tag", tags) },
  ].filter(({ value }) => value);
}

/** The tab of the list in which the customer stands, so that it is among those that a chip leads to. */
export const listOf = ({ archivedAt, stage }: Pick<FullCustomer, "archivedAt" | "stage">) => ({
  tab: archivedAt ? "archived" : stage === "prospect" ? "prospects" : null,
});
