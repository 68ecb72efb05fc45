import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { paths } from "@/lib/paths";
import { isFiltered, type PersonFilter } from "@/lib/responsible-persons/filter";

/** An empty list says what belongs there and offers the first step. */
export async function NoPersons({ filter }: { filter: PersonFilter }) {
  const t = await getTranslations();
  if (isFiltered(filter))
    return (
      <Empty art="search" title={t("customers.noHits")} text={t("persons.noHitsText")}>
        <ButtonLink href={paths.responsiblePersons()}>{t("list.clearFilters")}</ButtonLink>
      </Empty>
    );
  return (
    <Empty art="grid" title={t("persons.emptyTitle")} text={t("persons.emptyText")}>
      <ButtonLink href={paths.responsibilities()} icon="grid">
        {t("matrix.tab")}
      </ButtonLink>
    </Empty>
  );
}
