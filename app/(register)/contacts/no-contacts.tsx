import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import type { Viewer } from "@/lib/access/viewer";
import { type ContactFilter, isFiltered } from "@/lib/contact-register/filter";
import { paths } from "@/lib/paths";

/** An empty list says what belongs there and offers the first step. */
export async function NoContacts({ viewer, filter }: { viewer: Viewer; filter: ContactFilter }) {
  const t = await getTranslations();
  if (filter.list !== null)
    return <Empty art="search" title={t("mailingList.empty")} text={t("mailingList.emptyText")} />;
  if (isFiltered(filter)) {
    return (
      <Empty art="search" title={t("customers.noHits")} text={t("contacts.noHitsText")}>
        <ButtonLink href={paths.contacts()}>{t("list.clearFilters")}</ButtonLink>
      </Empty>
    );
  }
  if (filter.state === "inactive") return <Empty art="building" title={t("contacts.noInactive")} />;
  const text = viewer.can("customers.edit") ? t("contacts.emptyText") : t("contacts.emptyReadOnly");
  return (
    <Empty art="building" title={t("contacts.emptyTitle")} text={text}>
      <ButtonLink href={paths.customers()} icon="building">
        {t("nav.customers")}
      </ButtonLink>
    </Empty>
  );
}
