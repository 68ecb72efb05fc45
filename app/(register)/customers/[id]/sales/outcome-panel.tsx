import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { type Sale, saleChoices } from "@/lib/sales/queries";
import type { SaleState } from "@/lib/sales/rules";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { markLost, markWon, reopen } from "./actions";
import { salesTab } from "./sale-address";
import { firstStep, StatusFields } from "./sale-fields";
import { saleLabels } from "./sale-labels";

const actions = { won: markWon, lost: markLost, inProgress: reopen };

/** A sales case is won, lost or taken up again: what follows from it is proposed and may be changed. */
export async function OutcomePanel({ sale, state, ...card }: Card & { sale: Sale; state: SaleState }) {
  const { viewer, customer } = card;
  const [t, locale, labels] = await Promise.all([getTranslations(), currentLocale(), saleLabels()]);
  const choices = await saleChoices(viewer, customer.id, locale);
  const step = firstStep(choices, state);
  const { name } = sale;
  const titles = {
    won: t("sales.wonTitle", { name }),
    lost: t("sales.lostTitle", { name }),
    inProgress: t("sales.reopenTitle", { name }),
  };
  const submits = { won: t("sales.markWon"), lost: t("sales.markLost"), inProgress: t("sales.reopen") };
  return (
    <FormPanel
      title={titles[state]}
      about={customer.name}
      close={salesTab(card, `sale.${sale.id}`)}
      action={actions[state]}
      submit={submits[state]}
      labels={labels}
      hidden={{ id: String(sale.id), version: String(sale.version) }}
      values={{
        statusId: String(step?.id ?? ""),
        probability: String(step?.probability ?? ""),
        expectedOn: state === "won" ? viewer.facts.today : (sale.expectedOn ?? ""),
        lostReason: "",
      }}
    >
      {state === "lost" && (
        <Field name="lostReason" label={labels.lostReason} kind="longText" required rows={3} autoFocus />
      )}
      <StatusFields choices={choices} state={state} withoutProbability={state === "lost"} />
      {state !== "lost" && (
        <Field
          name="expectedOn"
          label={state === "won" ? t("sales.orderedOn") : labels.expectedOn}
          kind="date"
          span={3}
        />
      )}
    </FormPanel>
  );
}
