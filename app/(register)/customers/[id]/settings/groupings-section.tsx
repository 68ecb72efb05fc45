import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Chip, Chips } from "@/components/chips";
import { Facts, Section } from "@/components/section";
import { paths } from "@/lib/paths";
import { type Card, isEditable } from "../card";
import { groupingItems, listOf } from "./grouping-items";

/** What the customer is sorted by, all in one place. */
export async function GroupingsSection(card: Card) {
  const { customer } = card;
  const t = await getTranslations();
  const types = (
    <Chips>
      {customer.types.map(({ id, name }) => (
        <Chip key={id} href={paths.customers({ ...listOf(customer), type: id })}>
          {name}
        </Chip>
      ))}
    </Chips>
  );
  return (
    <Section
      id="groupings"
      title={t("grouping.title")}
      actions={
        isEditable(card) && (
          <ButtonLink
            href={paths.customerTab(customer.id, "settings", { panel: "groupings" })}
            tone="plain"
            small
            icon="edit"
            label={t("grouping.edit")}
          />
        )
      }
    >
      <Facts items={[{ label: t("customer.types"), value: types }, ...(await groupingItems(customer))]} />
    </Section>
  );
}
