import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { List, ListItem, Section } from "@/components/section";
import { contactsOf } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { formatPhone, phoneHref } from "@/lib/phones";
import { currentLocale } from "@/lib/session";
import type { Card } from "../card";

export async function ContactSection({ viewer, customer }: Card) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const contacts = (await contactsOf(viewer, customer.id, locale)).filter(({ inactiveAt }) => inactiveAt === null);
  return (
    <Section id="contacts" title={t("card.contacts")} count={String(contacts.length)}>
      {contacts.length === 0 ? (
        <EmptyLine text={t("card.noContacts")} />
      ) : (
        <List>
          {contacts.map((contact) => (
            <ListItem
              key={contact.id}
              icon="person"
              title={<span className="name">{contactName(contact, t("contact.deleted"))}</span>}
              meta={contact.title}
              reach={<Reach email={contact.email} phone={{ raw: contact.phoneRaw ?? "", e164: contact.phone }} />}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

type Phone = Parameters<typeof formatPhone>[0];

function Reach({ email, phone }: { email: string | null; phone: Phone }) {
  const call = phoneHref(phone);
  return (
    <>
      {call ? (
        <a className="quiet xs" href={call}>
          {formatPhone(phone)}
        </a>
      ) : (
        <span className="xs">{phone.raw}</span>
      )}
      {email && (
        <a className="quiet xs wrap-anywhere" href={`mailto:${email}`}>
          {email}
        </a>
      )}
    </>
  );
}
