import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import type { Contact } from "@/lib/contacts/queries";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";

/** When and by whom the contact was made and last changed, and the way to take it along. */
export async function ContactStamps({ viewer, contact }: { viewer: Viewer; contact: Contact }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  return (
    <div className="xs faint">
      {t("customer.created", { when: format.dateTime(contact.createdAt), who: by(contact.createdByName) })}
      <br />
      {t("customer.updated", { when: format.dateTime(contact.updatedAt), who: by(contact.updatedByName) })}
      {viewer.can("export") && (
        <p className="mt-2">
          <a href={paths.contactCard(contact.id)} download>
            {t("vcard.export")}
          </a>
        </p>
      )}
    </div>
  );
}
