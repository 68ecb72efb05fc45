import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { addressChoices } from "@/lib/addresses/queries";
import { type Contact, contactFormChoices } from "@/lib/contacts/queries";
import { contactName, keywordText } from "@/lib/contacts/rules";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { currentLocale } from "@/lib/session";
import type { Card } from "../card";
import { deactivate, reactivate, saveContact } from "./actions";
import { besides } from "./address";
import { ContactFields } from "./contact-fields";
import { ContactStamps } from "./contact-stamps";
import { Elsewhere } from "./elsewhere";
import { contactLabels } from "./labels";

export async function EditContact({ contact, ...card }: Card & { contact: Contact }) {
  const { viewer, customer } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const held = contact.roles.map(({ id }) => id);
  const [choices, addresses] = await Promise.all([
    contactFormChoices(viewer, locale, held),
    addressChoices(viewer, customer.id),
  ]);
  const close = besides(card);
  const title = contactName(contact, t("contact.deleted"));
  const isInactive = contact.inactiveAt !== null;
  const values = valuesOf(contact);
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }}>
      <Form
        action={saveContact}
        formKey={newFormKey()}
        title={`${title} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await contactLabels()}
        hidden={{ id: String(contact.id), version: String(contact.version) }}
        values={values}
        cancel={{ href: close, label: t("action.cancel") }}
        extra={
          <Button form="contact-state" icon={isInactive ? "refresh" : "archive"}>
            {t(isInactive ? "contact.reactivate" : "contact.deactivate")}
          </Button>
        }
        danger={
          viewer.can("eraseContact") && (
            <ButtonLink href={besides(card, `erase-contact.${contact.id}`)} tone="bad" icon="trash">
              {t("contact.erase")}
            </ButtonLink>
          )
        }
      >
        {contact.elsewhere.length > 0 && (
          <Notice kind="note">
            <Elsewhere ties={contact.elsewhere} />
            <p>{t("contact.sharedDetails")}</p>
          </Notice>
        )}
        <ContactFields choices={choices} addresses={addresses} keywords={values.keywords} isInactive={isInactive} />
        <ContactStamps viewer={viewer} contact={contact} />
      </Form>
      <form id="contact-state" action={(isInactive ? reactivate : deactivate).bind(null, customer.id)} hidden>
        <input type="hidden" name="id" value={contact.id} />
      </form>
    </Panel>
  );
}

/** What the form begins with: the stored values as text. */
function valuesOf(contact: Contact) {
  const { firstName, lastName, salutation, language, birthDate, title, email, description } = contact;
  const { phoneRaw: phone, mobileRaw: mobile, addressId, satisfaction } = contact;
  const texts = { firstName, lastName, salutation, language, birthDate, title, email, phone, mobile, description };
  return {
    ...Object.fromEntries(
      Object.entries({ ...texts, addressId, satisfaction }).map(([name, value]) => [name, String(value ?? "")]),
    ),
    isPrimary: String(contact.isPrimary),
    noMailings: String(contact.noMailings),
    roles: contact.roles.map(({ id }) => String(id)),
    keywords: keywordText(contact.keywords.map(({ name }) => name)),
  };
}
