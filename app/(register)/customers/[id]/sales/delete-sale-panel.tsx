import { getTranslations } from "next-intl/server";
import type { Sale } from "@/lib/sales/queries";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { removeSale } from "./actions";
import { salesTab } from "./sale-address";

export async function DeleteSalePanel({ sale, ...card }: Card & { sale: Sale }) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("sales.deleteTitle", { name: sale.name })}
      close={salesTab(card, `sale.${sale.id}`)}
      ask
      action={removeSale}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(sale.id) }}
    >
      <p>{t("sales.deleteText")}</p>
    </FormPanel>
  );
}
