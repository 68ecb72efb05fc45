import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";

type Stamped = { createdAt: Date; createdBy: string | null; updatedAt: Date; updatedBy: string | null };
type Props = { viewer: Viewer; row: Stamped; customerId: number };

/** When and by whom a customer or one of its projects was made and last changed; the way to the customer's whole history. */
export async function Stamps({ viewer, row, customerId }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  const { createdAt, createdBy, updatedAt, updatedBy } = row;
  return (
    <p className="xs faint">
      {t("customer.created", { when: format.dateTime(createdAt), who: by(createdBy) })}
      <br />
      {t("customer.updated", { when: format.dateTime(updatedAt), who: by(updatedBy) })}
      {" · "}
      <a href={paths.customerTab(customerId, "history")}>{t("card.tabHistory")}</a>
    </p>
  );
}
