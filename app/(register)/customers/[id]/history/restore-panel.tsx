import { getTranslations } from "next-intl/server";
import { Facts } from "@/components/section";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { findChange } from "@/lib/history/queries";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../../form-panel";
import { type Card, isEditable, type OpenPanel } from "../card";
import { restoreEarlier } from "./actions";
import { changeWords, shownChanges } from "./words";

export const restorePanel: OpenPanel = (name, card) => {
  const [, id] = /^restore\.(\d+)$/.exec(name) ?? [];
  if (!id) return null;
  demand(card.viewer, "customers.edit");
  return isEditable(card) ? <RestorePanel {...card} valueId={wholeNumber(id) ?? absent()} /> : null;
};

async function RestorePanel({ valueId, ...card }: Card & { valueId: number }) {
  const { viewer, customer } = card;
  const { line, change } = (await findChange(viewer, customer.id, valueId)) ?? absent();
  const [t, words] = await Promise.all([getTranslations(), changeWords(card, [line])]);
  if (!words.isRestorable(line, change) || !shownChanges(line).includes(change)) absent();
  const close = paths.customerTab(customer.id, "history");
  const title = t("history.restoreTitle");
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      ask
      action={restoreEarlier}
      submit={t("action.restore")}
      hidden={{ id: String(customer.id), change: String(valueId) }}
    >
      <Facts
        items={[
          {
            label: words.label(line, change),
            value: words.value(line, change, change.before) || t("history.empty"),
          },
        ]}
      />
    </FormPanel>
  );
}
