import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
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
  const link = (href: string, label: string, isShown: boolean) => (
    <PageLink href={href} aria-current={isShown ? "true" : undefined} still>
      {label}
    </PageLink>
  );
  return (
    <div>
      <nav className="pick" aria-label={t("rollUp")}>
        {link(paths.customerTab(id, tab, kept), t("alone"), !isBelow)}
        {link(paths.customerTab(id, tab, { ...kept, units: "below" }), t("withBelow"), isBelow)}
      </nav>
    </div>
  );
}
