import { getTranslations } from "next-intl/server";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import { remove } from "../actions";
import { BlockedPanel } from "./blocked-panel";
import { blockerLines } from "./blockers";
import type { Card } from "./card";

export async function DeletePanel(card: Card) {
  const { customer } = card;
  const [t, lines] = await Promise.all([getTranslations(), blockerLines(customer)]);
  if (lines.length) return <BlockedPanel {...card} lines={lines} />;
  const close = paths.customer(customer.id);
  const title = t("card.deleteTitle", { name: customer.name });
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={remove}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(customer.id) }}
    >
      <p>{t("card.deleteText")}</p>
    </FormPanel>
  );
}
