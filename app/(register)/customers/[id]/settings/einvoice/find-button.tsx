import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { isPeppolOn } from "@/lib/registry/peppol";
import type { Card } from "../../card";
import { type Terms, termsCompany } from "../terms-of";
import { findAddress } from "./actions";

/** Whether the viewer's rights are enough to look for the address of such a customer. */
export const mayFindAddress = ({ viewer, customer }: Card): boolean =>
  viewer.can("registry") && customer.kind === "organisation" && isPeppolOn();

type Props = { card: Card; company: Terms["company"]; again?: boolean };

/** Looks for the e-invoice address of the customer in the Peppol directory. */
export async function FindButton({ card, company, again }: Props) {
  const t = await getTranslations("peppol");
  return (
    <form action={findAddress}>
      <input type="hidden" name="customer" value={card.customer.id} />
      <input type="hidden" name="company" value={termsCompany(card, company) ?? ""} />
      <Button icon="search" tone={again ? "go" : undefined} small={!again}>
        {again ? t("again") : t("find")}
      </Button>
    </form>
  );
}
