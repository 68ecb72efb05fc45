import { getTranslations } from "next-intl/server";
import { Menu, MenuLink } from "@/components/menu";
import { paths } from "@/lib/paths";
import { bulkAddress } from "./bulk-addresses";
import type { MatrixScope } from "./panels";

/** What changes more than a row or a column at once. */
export async function BulkMenu({ viewer, filter }: Pick<MatrixScope, "viewer" | "filter">) {
  if (!viewer.can("responsibilities")) return null;
  const t = await getTranslations();
  return (
    <Menu label={t("action.more")} quiet>
      <MenuLink href={bulkAddress(filter, "bulk.shown", {})} icon="grid">
        {t("bulkChange.shown")}
      </MenuLink>
      {viewer.can("import") && (
        <MenuLink href={paths.importResponsibilities()} icon="upload">
          {t("matrixFile.title")}
        </MenuLink>
      )}
    </Menu>
  );
}
