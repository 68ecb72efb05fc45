import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import type { Contact } from "@/lib/contacts/queries";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";

/** When and by whom the contact was made and last changed. */
export async function ContactStamps({ viewer, contact }: { viewer: Viewer; contact: Contact }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  return (
    <p className="xs faint">
      {t("customer.created", { when: format.dateTime(contact.createdAt), who: by(contact.createdByName) })}
      <br />
      {t("customer.updated", { when: format.dateTime(contact.updatedAt), who: by(contact.updatedByName) })}
    </p>
  );
}
