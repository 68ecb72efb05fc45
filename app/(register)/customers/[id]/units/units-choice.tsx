import { getTranslations } from "next-intl/server";
import { Tabs } from "@/components/tabs";
import { paths } from "@/lib/paths";
import { asksBelow } from "@/lib/units/filter";
import type { Card, CardTab } from "../card";

/** Whether a tab shows the units below the customer as well; only a main unit has any. */
export const showsBelow = ({ customer, query }: Pick<Card, "customer" | "query">): boolean =>
  customer.units.subUnits > 0 && asksBelow(query);

type Props = Pick<Card, "customer" | "query"> & {
  tab: CardTab;
  /** What else the address says and keeps. */
  kept?: Record<string, string | number | null>;
};

/** On the card of a main unit: the customer alone, or together with the units below it. */
export async function UnitsChoice({ tab, kept, ...card }: Props) {
  const { id, units } = card.customer;
  if (units.subUnits === 0) return null;
  const t = await getTranslations("unit");
  const isBelow = showsBelow(card);
  return (
    <div className="[&>nav]:mb-0">
      <Tabs
        label={t("rollUp")}
        items={[
          { href: paths.customerTab(id, tab, kept), label: t("alone"), current: !isBelow },
          { href: paths.customerTab(id, tab, { ...kept, units: "below" }), label: t("withBelow"), current: isBelow },
        ]}
      />
    </div>
  );
}
