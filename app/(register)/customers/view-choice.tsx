import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { type CustomerFilter, canBeTree, filterQuery } from "@/lib/customers/filter";
import { paths } from "@/lib/paths";

type Props = { filter: CustomerFilter; hasUnits: boolean };

/** Under their groups, one flat list, or main units with those below them. Only the list goes with every order. */
export async function ViewChoice({ filter, hasUnits }: Props) {
  const t = await getTranslations("customers");
  const byName: CustomerFilter = { ...filter, sort: "name", descending: false };
  const link = (view: CustomerFilter["view"]) => (
    <PageLink
      href={paths.customers(filterQuery({ ...(view === "flat" ? filter : byName), view }))}
      still
      aria-current={filter.view === view ? "true" : undefined}
    >
      {t(view)}
    </PageLink>
  );
  return (
    <nav className="pick" aria-label={t("view")}>
      {link("grouped")}
      {link("flat")}
      {hasUnits && canBeTree(byName) && link("tree")}
    </nav>
  );
}
