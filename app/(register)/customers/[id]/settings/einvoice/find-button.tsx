import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/icon";
import { WaitButton } from "@/components/wait-button";
import { mayAskPeppol } from "@/lib/peppol/participants";
import type { Card } from "../../card";
import { type Terms, termsCompany } from "../terms-of";
import { findAddress } from "./actions";

/** Whether the viewer's rights are enough to look for the address of such a customer. */
export const mayFindAddress = ({ viewer, customer }: Card): boolean =>
  customer.kind === "organisation" && mayAskPeppol(viewer);

type Props = { card: Card; company: Terms["company"]; again?: boolean };

/** Looks for the e-invoice address of the customer in the Peppol directory. */
export async function FindButton({ card, company, again }: Props) {
  const t = await getTranslations("peppol");
  return (
    <form action={findAddress} className={again ? undefined : "pt-3"}>
      <input type="hidden" name="customer" value={card.customer.id} />
      <input type="hidden" name="company" value={termsCompany(card, company) ?? ""} />
      <WaitButton
        icon={<Icon name="search" />}
        label={again ? t("again") : t("find")}
        busy={t("searching")}
        look={again ? "main" : "small"}
      />
    </form>
  );
}
