import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Notice } from "@/components/flash";
import type { Viewer } from "@/lib/access/viewer";
import type { FullCustomer } from "@/lib/customers/queries";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import { unarchive } from "../actions";

/** Above the card of an archived customer: since when, by whom, why, and the way back. */
export async function ArchivedNote({ viewer, customer }: { viewer: Viewer; customer: FullCustomer }) {
  if (!customer.archivedAt) return null;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const when = formatsOf(locale, viewer.facts.timeZone).date(customer.archivedAt);
  return (
    <Notice kind="note">
      <div className="row between">
        <div>
          <p>{t("card.archivedNote", { when, who: customer.archivedBy ?? t("card.system") })}</p>
          {customer.archiveReason && <p className="muted whitespace-pre-line">{customer.archiveReason}</p>}
        </div>
        {viewer.can("customers.edit") && (
          <form action={unarchive}>
            <input type="hidden" name="id" value={customer.id} />
            <Button icon="refresh" small>
              {t("action.unarchive")}
            </Button>
          </form>
        )}
      </div>
    </Notice>
  );
}
