import { getTranslations } from "next-intl/server";
import { Badge, Chip } from "@/components/chips";
import { ListItem } from "@/components/section";
import type { ListedContact } from "@/lib/contacts/queries";
import { contactName } from "@/lib/contacts/rules";
import { paths } from "@/lib/paths";
import type { Card } from "../card";
import { besides } from "./address";
import { MailLink, PhoneLink } from "./reach";

/** One contact in the list of the card. Of an erased one only the place is left. */
export async function ContactItem({ contact, ...card }: Card & { contact: ListedContact }) {
  const t = await getTranslations("contact");
  const name = contactName(contact, t("deleted"));
  const { id, phone, phoneRaw, mobile, mobileRaw, email, inactiveAt, erasedAt } = contact;
  if (erasedAt) return <ListItem icon="person" title={name} off />;
  return (
    <ListItem
      icon="person"
      off={inactiveAt !== null}
      title={
        <>
          <a className="name" href={besides(card, `contact.${id}`)}>
            {name}
          </a>
          {contact.isPrimary && <Badge tone="on">{t("isPrimary")}</Badge>}
          {inactiveAt && <Badge>{t("inactive")}</Badge>}
          {contact.roles.map((role) => (
            <Chip key={role.id} href={paths.contacts({ role: role.id })}>
              {role.name}
            </Chip>
          ))}
          {contact.keywords.map((keyword) => (
            <Chip key={keyword.id} href={paths.contacts({ keyword: keyword.id })}>
              {keyword.name}
            </Chip>
          ))}
        </>
      }
      meta={contact.title}
      reach={
        <>
          {phoneRaw && <PhoneLink className="quiet xs" phone={{ raw: phoneRaw, e164: phone }} />}
          {mobileRaw && <PhoneLink className="quiet xs" phone={{ raw: mobileRaw, e164: mobile }} />}
          {email && <MailLink className="quiet xs" email={email} />}
        </>
      }
    />
  );
}
