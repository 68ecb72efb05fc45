import { getTranslations } from "next-intl/server";
import { Menu, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { type CustomerFilter, columnsFor, customerColumns, filterQuery } from "@/lib/customers/filter";
import { paths } from "@/lib/paths";

/** Columns that may be added to the list, each ticked while it is there. */
export async function ColumnChoice({ viewer, filter }: { viewer: Viewer; filter: CustomerFilter }) {
  const t = await getTranslations("customers");
  return (
    <span className="desk">
      <Menu label={t("columns")} small>
        {columnsFor(viewer).map((column) => {
          const isShown = filter.columns.includes(column);
          const columns = customerColumns.filter((one) => filter.columns.includes(one) !== (one === column));
          const here = { ...filterQuery({ ...filter, columns }), page: filter.page > 1 ? filter.page : null };
          return (
            <MenuLink
              key={column}
              href={paths.customers({ ...here, after: filter.after })}
              icon={isShown ? "check" : "plus"}
              current={isShown}
            >
              {t(column)}
            </MenuLink>
          );
        })}
      </Menu>
    </span>
  );
}
