import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Empty } from "@/components/empty";
import { type MatrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { paths } from "@/lib/paths";

/** Nothing fits the filters, or there is no customer yet whose responsible persons the viewer may see. */
export async function NoRows({ filter }: { filter: MatrixFilter }) {
  const t = await getTranslations();
  const { view, projects, closed, byRole, rows, columns, ...narrowing } = matrixQuery(filter);
  const isFiltered = Object.values(narrowing).some(Boolean);
  if (!isFiltered) return <Empty art="grid" title={t("matrix.emptyTitle")} text={t("matrix.emptyText")} />;
  return (
    <Empty art="search" title={t("matrix.noHit")}>
      <div className="row">
        <ButtonLink href={paths.responsibilities({ view, projects, closed, byRole, rows, columns })}>
          {t("list.clearFilters")}
        </ButtonLink>
      </div>
    </Empty>
  );
}
