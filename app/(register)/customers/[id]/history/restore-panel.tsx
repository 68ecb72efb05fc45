import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { Facts } from "@/components/section";
import { wholeNumber } from "@/lib/access/post";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { findChange } from "@/lib/history/queries";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { type Card, isEditable, type OpenPanel } from "../card";
import { restoreEarlier } from "./actions";
import { changeWords, shownChanges } from "./words";

export const restorePanel: OpenPanel = (name, card) => {
  const [, id] = /^restore\.(\d+)$/.exec(name) ?? [];
  if (!id) return null;
  if (!card.viewer.can("customers.edit")) absent();
  return isEditable(card) ? <RestorePanel {...card} valueId={wholeNumber(id) ?? absent()} /> : null;
};

async function RestorePanel({ valueId, ...card }: Card & { valueId: number }) {
  const { viewer, customer } = card;
  const { line, change } = (await findChange(viewer, customer.id, valueId)) ?? absent();
  const [t, words] = await Promise.all([getTranslations(), changeWords(card, [line])]);
  if (!words.isRestorable(line, change) || !shownChanges(line, customer.isMasked).includes(change)) absent();
  const close = paths.customerTab(customer.id, "history");
  const title = t("history.restoreTitle");
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={restoreEarlier}
        formKey={newFormKey()}
        title={`${title} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.restore")}
        hidden={{ id: String(customer.id), change: String(valueId) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <Facts
          items={[
            {
              label: words.label(line, change),
              value: words.value(line, change, change.before) || t("history.empty"),
            },
          ]}
        />
      </Form>
    </Panel>
  );
}
