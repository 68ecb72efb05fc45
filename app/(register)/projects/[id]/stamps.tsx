import { getTranslations } from "next-intl/server";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import type { ProjectCard } from "./project-card";

/** Who made the project and changed it last; the rest is told in the customer's history. */
export async function Stamps({ viewer, project }: ProjectCard) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  const { createdAt, createdBy, updatedAt, updatedBy, customerId } = project;
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
