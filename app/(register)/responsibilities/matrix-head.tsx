import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Icon } from "@/components/icon";
import { matrixQuery } from "@/lib/matrix/filter";
import { paths } from "@/lib/paths";
import { BulkMenu } from "./bulk-menu";
import type { MatrixScope } from "./panels";
import { ResponsibilitiesHead } from "./responsibilities-head";

/** The head of the matrix: how it is shown, and its way to Excel. */
export async function MatrixHead({ viewer, filter }: Pick<MatrixScope, "viewer" | "filter">) {
  const t = await getTranslations();
  const query = matrixQuery(filter);
  const { view: _view, page: _page, after: _after, columnPage: _columnPage, ...narrowing } = query;
  const views = [
    { view: "grid", icon: "grid", label: t("matrix.grid"), isCurrent: filter.view !== "list" },
    { view: "list", icon: "list", label: t("matrix.list"), isCurrent: filter.view === "list" },
  ] as const;
  return (
    <ResponsibilitiesHead
      current="matrix"
      text={
        <>
          {t("matrix.textRead")}
          {viewer.can("responsibilities") && filter.view !== "list" && (
            <span className="desk"> {t("matrix.text")}</span>
          )}
        </>
      }
      actions={
        <>
          <nav className="pick" aria-label={t("matrix.view")}>
            {views.map(({ view, icon, label, isCurrent }) => (
              <a
                key={view}
                href={paths.responsibilities({ ...query, view })}
                aria-current={isCurrent ? "true" : undefined}
              >
                <Icon name={icon} />
                {label}
              </a>
            ))}
          </nav>
          <BulkMenu viewer={viewer} filter={filter} />
          {viewer.can("export") && (
            <ButtonLink href={paths.exportResponsibilities(narrowing)} icon="excel" download>
              Excel
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
