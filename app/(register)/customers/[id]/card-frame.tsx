import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Behind } from "@/components/panel";
import { Tabs } from "@/components/tabs";
import { paths } from "@/lib/paths";
import { UndoCompletion } from "../../activities/undo-completion";
import { FlashLine } from "../../flash-line";
import { CardStrip } from "../../key-figures/card-strip";
import { UndoChange } from "../../responsibilities/undo-change";
import { ArchivedNote } from "./archived-note";
import { type Card, type CardTab, maySee, type OpenPanel, tabs } from "./card";
import { CardHeader } from "./card-header";
import { customerPanel } from "./customer-panel";
import { HeaderForm, isHeaderOpen } from "./header-form";
import { sightPanel } from "./sight/sight-panels";

type Props = Card & {
  tab: CardTab;
  /** Who may answer `?panel=` on this tab, besides the customer itself. */
  panels?: readonly OpenPanel[];
  /** A form of the page brings its title, as long as nothing is open before it. */
  titled?: boolean;
  children: ReactNode;
};

/** What stays put on every tab: header, tabs, flash line, and the panel the address opens. */
export async function CardFrame({ tab, panels = [], titled, children, ...card }: Props) {
  const { viewer, customer, query } = card;
  const t = await getTranslations("card");
  const wanted = typeof query.panel === "string" ? query.panel : "";
  const panel = wanted && [customerPanel, sightPanel, ...panels].map((open) => open(wanted, card)).find(Boolean);
  const editing = isHeaderOpen(card);
  const words = {
    contact: t("tabContact"),
    sales: t("tabSales"),
    collaboration: t("tabCollaboration"),
    financials: t("tabFinancials"),
    settings: t("tabSettings"),
    history: t("tabHistory"),
  };
  const items = tabs
    .filter((name) => maySee(viewer, name))
    .map((name) => ({
      href: paths.customerTab(customer.id, name),
      label: words[name],
      current: name === tab,
      ...(name === "sales" && customer.work > 0 && { count: String(customer.work) }),
      end: name === "history",
    }));
  const title = tab === "contact" ? customer.name : `${words[tab]} · ${customer.name}`;

  return (
    <>
      {!panel && !editing && !titled && <title>{`${title} · Kumppani`}</title>}
      <Behind panel={Boolean(panel)}>
        <FlashLine params={query}>
          <UndoCompletion query={query} />
          <UndoChange viewer={viewer} params={query} here={paths.customerTab(customer.id, tab)} />
        </FlashLine>
        {editing ? <HeaderForm {...card} tab={tab} /> : <CardHeader {...card} tab={tab} />}
        <ArchivedNote viewer={viewer} customer={customer} />
        {tab !== "financials" && <CardStrip viewer={viewer} customer={customer} />}
        <Tabs label={t("tabs")} items={items} />
        {children}
      </Behind>
      {panel}
    </>
  );
}
