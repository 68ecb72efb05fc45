import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type CustomerFilter, filterQuery } from "@/lib/customers/filter";
import { paths } from "@/lib/paths";

/** Under their groups, or one flat list. Groups go with the order by name. */
export async function ViewChoice({ filter }: { filter: CustomerFilter }) {
  const t = await getTranslations("customers");
  const link = (view: CustomerFilter["view"]) => (
    <Link
      href={paths.customers(
        filterQuery({ ...filter, view, ...(view === "grouped" && { sort: "name", descending: false }) }),
      )}
      prefetch={false}
      scroll={false}
      aria-current={filter.view === view ? "true" : undefined}
    >
      {t(view)}
    </Link>
  );
  return (
    <nav className="pick" aria-label={t("view")}>
      {link("grouped")}
      {link("flat")}
    </nav>
  );
}
