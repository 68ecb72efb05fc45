import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
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
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={remove}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        hidden={{ id: String(customer.id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("card.deleteText")}</p>
      </Form>
    </Panel>
  );
}
