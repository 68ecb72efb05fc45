import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { List, Section } from "@/components/section";
import { Switch } from "@/components/switch";
import { contactsOf } from "@/lib/contacts/queries";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable } from "../card";
import { besides } from "./address";
import { ContactItem } from "./contact-item";

export async function ContactSection(card: Card) {
  const { viewer, customer, query } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const contacts = await contactsOf(viewer, customer.id, locale);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const active = contacts.filter(({ inactiveAt }) => inactiveAt === null);
  const inactive = contacts.length - active.length;
  const all = query.inactive === "1";
  const shown = all ? contacts : active;
  const mayEdit = isEditable(card);
  return (
    <Section
      id="contacts"
      title={t("card.contacts")}
      count={number(active.length)}
      actions={
        <>
          {inactive > 0 && (
            <Switch name="inactive" on={all} onValue="1" label={t("contact.showInactive", { n: number(inactive) })} />
          )}
          {mayEdit && (
            <ButtonLink
              href={besides(card, "import-vcard")}
              tone="plain"
              small
              icon="upload"
              label={t("vcard.import")}
            />
          )}
          {mayEdit && (
            <ButtonLink href={besides(card, "new-contact")} tone="plain" small icon="plus">
              {t("contact.add")}
            </ButtonLink>
          )}
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyLine text={mayEdit ? t("contact.empty") : t("card.noContacts")} />
      ) : (
        <List>
          {shown.map((contact) => (
            <ContactItem key={contact.id} {...card} contact={contact} />
          ))}
        </List>
      )}
    </Section>
  );
}
