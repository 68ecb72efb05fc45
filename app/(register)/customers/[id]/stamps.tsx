import { getTranslations } from "next-intl/server";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import type { Card } from "./card";

/** When and by whom the customer was made and last changed; the way to its whole history. */
export async function Stamps({ viewer, customer }: Card) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  const { createdAt, createdBy, updatedAt, updatedBy } = customer;
  return (
    <p className="xs faint">
      {t("customer.created", { when: format.dateTime(createdAt), who: by(createdBy) })}
      <br />
      {t("customer.updated", { when: format.dateTime(updatedAt), who: by(updatedBy) })}
      {" · "}
      <a href={paths.customerTab(customer.id, "history")}>{t("card.tabHistory")}</a>
    </p>
  );
}
