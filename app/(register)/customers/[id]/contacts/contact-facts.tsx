import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { Panel, PanelBody } from "@/components/panel";
import { Facts } from "@/components/section";
import { addressChoices } from "@/lib/addresses/queries";
import type { Contact } from "@/lib/contacts/queries";
import { contactName, keywordText } from "@/lib/contacts/rules";
import { formatsOf } from "@/lib/format";
import { localeNames } from "@/lib/locale/choice";
import { currentLocale } from "@/lib/session";
import type { Card } from "../card";
import { besides } from "./address";
import { ContactStamps } from "./contact-stamps";
import { Elsewhere } from "./elsewhere";
import { contactLabels } from "./labels";
import { MailLink, PhoneLink } from "./reach";

/** A contact for those who may not change it, and while the customer is archived. */
export async function ContactFacts({ contact, ...card }: Card & { contact: Contact }) {
  const { viewer, customer } = card;
  const [t, locale, labels, addresses] = await Promise.all([
    getTranslations(),
    currentLocale(),
    contactLabels(),
    addressChoices(viewer, customer.id),
  ]);
  const title = contactName(contact, t("contact.deleted"));
  const { email, phone, phoneRaw, mobile, mobileRaw, language, birthDate, satisfaction, description } = contact;
  const names = (rows: { name: string }[]) => keywordText(rows.map(({ name }) => name));
  const yes = (is: boolean) => is && t("history.yes");
  return (
    <Panel title={title} close={{ href: besides(card), label: t("action.close") }}>
      <title>{`${title} · ${customer.name} · Kumppani`}</title>
      <PanelBody>
        <div className="stack">
          {contact.inactiveAt && <Badge icon="archive">{t("contact.inactive")}</Badge>}
          {contact.elsewhere.length > 0 && <Elsewhere ties={contact.elsewhere} />}
          <Facts
            items={[
              { label: labels.title, value: contact.title },
              { label: labels.roles, value: names(contact.roles) },
              { label: labels.email, value: email && <MailLink email={email} /> },
              { label: labels.phone, value: phoneRaw && <PhoneLink phone={{ raw: phoneRaw, e164: phone }} /> },
              { label: labels.mobile, value: mobileRaw && <PhoneLink phone={{ raw: mobileRaw, e164: mobile }} /> },
              { label: labels.addressId, value: addresses.find(({ id }) => id === contact.addressId)?.name },
              { label: labels.keywords, value: names(contact.keywords) },
              { label: labels.isPrimary, value: yes(contact.isPrimary) || null },
              { label: labels.language, value: language && localeNames[language] },
              { label: labels.salutation, value: contact.salutation },
              { label: labels.birthDate, value: birthDate && formatsOf(locale, "UTC").date(new Date(birthDate)) },
              { label: labels.satisfaction, value: satisfaction && `${satisfaction}/5` },
              { label: labels.noMailings, value: yes(contact.noMailings) || null },
              {
                label: labels.description,
                value: description && <span className="whitespace-pre-line">{description}</span>,
              },
            ]}
          />
          <ContactStamps viewer={viewer} contact={contact} />
        </div>
      </PanelBody>
    </Panel>
  );
}
