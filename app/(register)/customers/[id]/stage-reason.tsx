import { getTranslations } from "next-intl/server";
import type { FullCustomer } from "@/lib/customers/queries";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import { letStageFollow } from "../actions";
import { type Card, type CardTab, isEditable } from "./card";

/** Why a customer is active or a prospect, and the way back to what follows from its sales and invoices. */
export async function StageReason({ tab, ...card }: Card & { tab: CardTab }) {
  const { viewer, customer } = card;
  if (customer.archivedAt) return null;
  const [t, locale] = await Promise.all([getTranslations("customer"), currentLocale()]);
  return (
    <span className="row sm faint">
      {reasonOf(customer, t, formatsOf(locale, viewer.facts.timeZone))}
      {isEditable(card) && isSetApart(customer) && (
        <form action={letStageFollow.bind(null, tab)}>
          <input type="hidden" name="id" value={customer.id} />
          <input type="hidden" name="formKey" value={newFormKey()} />
          <button type="submit" className="linkbtn">
            {t("stageFollow")}
          </button>
        </form>
      )}
    </span>
  );
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
