import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { Tabs } from "@/components/tabs";
import { historyFilter } from "@/lib/history/filter";
import { listHistory, pageSize } from "@/lib/history/queries";
import { paths } from "@/lib/paths";
import { type CardAddress, fullCardAt, maySee } from "../card";
import { CardFrame } from "../card-frame";
import { HistoryList } from "./history-list";
import { restorePanel } from "./restore-panel";

/** What was done to the customer, by whom and when, with the values before and after. */
export default async function History(address: CardAddress) {
  const card = await fullCardAt(address, "history");
  const filter = historyFilter(card.query);
  const [t, found] = await Promise.all([getTranslations(), listHistory(card.viewer, card.customer.id, filter)]);
  const lines = found.slice(0, pageSize);
  const to = (query: { part?: string | null; before?: number }) =>
    paths.customerTab(card.customer.id, "history", query);
  const words = {
    customer: t("history.customer"),
    addresses: t("history.addresses"),
    contacts: t("history.contacts"),
    activities: t("history.activities"),
    ...(maySee(card.viewer, "sales") && { sales: t("card.tabSales") }),
    files: t("history.files"),
  };
  const tab = (part: keyof typeof words | null, label: string) => ({
    href: to({ part }),
    label,
    current: part === filter.part,
  });

  return (
    <CardFrame {...card} tab="history" panels={[restorePanel]}>
      <Tabs
        label={t("history.parts")}
        items={[
          tab(null, t("history.all")),
          ...Object.entries(words).map(([part, label]) => tab(part as keyof typeof words, label)),
        ]}
      />
      {lines.length ? (
        <HistoryList {...card} lines={lines} />
      ) : (
        <Empty art="calendar" title={t("history.nothing")} text={t("history.nothingText")} />
      )}
      {found.length > pageSize && (
        <p className="pt-4">
          <ButtonLink href={to({ part: filter.part, before: lines.at(-1)?.id })}>{t("history.older")}</ButtonLink>
        </p>
      )}
    </CardFrame>
  );
}
