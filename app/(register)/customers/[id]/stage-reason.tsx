import { getTranslations } from "next-intl/server";
import { MenuButton, MenuForm } from "@/components/menu";
import { Tip } from "@/components/tip";
import type { FullCustomer } from "@/lib/customers/queries";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import { letStageFollow } from "../actions";
import { type Card, type CardTab, isEditable } from "./card";

/** Why a customer is active or a prospect, beside its stage. */
export async function StageReason(card: Card) {
  return card.customer.archivedAt ? null : <Tip text={await stageReason(card)} />;
}

/** In the menu of the card: the way back to what follows from its sales and invoices. */
export async function StageFollow({ tab, ...card }: Card & { tab: CardTab }) {
  if (!isEditable(card) || !isSetApart(card.customer)) return null;
  const t = await getTranslations("customer");
  return (
    <MenuForm
      action={letStageFollow.bind(null, tab)}
      hidden={{ id: String(card.customer.id), formKey: newFormKey() }}
      label={t("stage")}
    >
      <MenuButton icon="refresh">
        {t("stageFollow")}
        <small>{await stageReason(card)}</small>
      </MenuButton>
    </MenuForm>
  );
}

/** @returns a few words, such as the first invoice or who chose the stage */
export async function stageReason({ viewer, customer }: Pick<Card, "viewer" | "customer">): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations("customer"), currentLocale()]);
  return reasonOf(customer, t, formatsOf(locale, viewer.facts.timeZone));
}

/** Whether nothing that is sold or invoiced changes it. */
const isSetApart = ({ stage, stageFacts: { reason } }: FullCustomer): boolean =>
  reason === "manual" || (reason === "imported" && stage === "active");

type Words = Awaited<ReturnType<typeof getTranslations<"customer">>>;

function reasonOf({ stageFacts, createdAt }: FullCustomer, t: Words, format: ReturnType<typeof formatsOf>): string {
  const { reason, invoicedOn, wonAt, chosenAt, chosenBy } = stageFacts;
  if (invoicedOn) return t("stageInvoiced", { day: format.day(invoicedOn) });
  if (wonAt) return t("stageWon", { day: format.date(new Date(wonAt)) });
  if (reason === "imported") return t("stageImported", { day: format.date(createdAt) });
  if (reason !== "manual") return t("stageFollows");
  if (!chosenAt || !chosenBy) return t("stageByHand");
  return t("stageChosen", { who: chosenBy, day: format.date(new Date(chosenAt)) });
}
