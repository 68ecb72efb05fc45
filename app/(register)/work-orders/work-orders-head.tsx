import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Menu, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { filterQuery, type WorkOrderFilter } from "@/lib/work-orders/filter";

/** Title and actions of the list; what the viewer may not do is not there. */
export async function WorkOrdersHead({ viewer, filter }: { viewer: Viewer; filter: WorkOrderFilter }) {
  const t = await getTranslations();
  const query = filterQuery(filter);
  const mayExport = viewer.can("export");
  const mayEdit = viewer.can("workOrders.edit");
  return (
    <Head
      title={t("nav.workOrders")}
      actions={
        <>
          {(mayExport || mayEdit) && (
            <Menu label={t("action.more")} quiet>
              {mayExport && (
                <MenuLink href={paths.exportWorkOrders("xlsx", query)} icon="excel" download>
                  {t("customers.exportList")}
                </MenuLink>
              )}
              {mayExport && (
                <MenuLink href={paths.exportWorkOrders("csv", query)} icon="download" download>
                  {t("customers.exportCsv")}
                </MenuLink>
              )}
              {mayEdit && (
                <MenuLink href={paths.workOrderTemplates()} icon="file" cut={mayExport}>
                  {t("workOrderTemplate.title")}
                </MenuLink>
              )}
            </Menu>
          )}
          {mayEdit && (
            <ButtonLink href={paths.newWorkOrder()} tone="go" icon="plus" keyN>
              {t("workOrder.new")}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
