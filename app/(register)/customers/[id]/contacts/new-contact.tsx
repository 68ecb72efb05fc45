import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { addressChoices } from "@/lib/addresses/queries";
import { contactFormChoices, type KnownPerson } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { saveNewContact } from "./actions";
import { besides } from "./address";
import { ContactFields } from "./contact-fields";
import { Elsewhere } from "./elsewhere";
import { contactLabels } from "./labels";

type Props = Card & {
  /** Somebody known from another customer. */
  person: KnownPerson | null;
};

export async function NewContact({ person, ...card }: Props) {
  const { viewer, customer } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const [choices, addresses] = await Promise.all([
    contactFormChoices(viewer, locale, []),
    addressChoices(viewer, customer.id),
  ]);
  const close = besides(card);
  const title = person ? contactName(person, t("contact.deleted")) : t("contact.new");
  const { title: job, email, phone, mobile } = person ?? {};
  const values = { title: job, email, phone, mobile, satisfaction: null };
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      action={saveNewContact}
      submit={t("action.save")}
      labels={await contactLabels()}
      hidden={{ id: String(customer.id), ...(person && { personId: String(person.id) }) }}
      values={Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? ""]))}
    >
      {person && (
        <Notice kind="note">
          <p>{t("contact.linked")}</p>
          <Elsewhere ties={person.elsewhere} />
        </Notice>
      )}
      <ContactFields choices={choices} addresses={addresses} isKnown={person !== null} />
    </FormPanel>
  );
}
