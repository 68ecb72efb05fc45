import { getTranslations } from "next-intl/server";
import { Empty } from "@/components/empty";
import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";

export default async function Financials(address: CardAddress) {
  const card = await fullCardAt(address, "financials");
  const t = await getTranslations("card");
  return (
    <CardFrame {...card} tab="financials">
      <Empty art="grid" title={t("noFinancials")} text={t("noFinancialsText")} />
    </CardFrame>
  );
}
