import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Menu, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { type PersonFilter, personQuery } from "@/lib/responsible-persons/filter";
import { ResponsibilitiesHead } from "../responsibilities/responsibilities-head";

type Props = { viewer: Viewer; filter: PersonFilter };

/** Title, tabs and actions; what the viewer may not do is not there. */
export async function PersonsHead({ viewer, filter }: Props) {
  const t = await getTranslations();
  const query = personQuery(filter);
  const mayExport = viewer.can("export");
  return (
    <ResponsibilitiesHead
      current="persons"
      text={t("persons.text")}
      actions={
        <>
          {mayExport && (
            <span className="desk">
              <ButtonLink href={paths.exportResponsiblePersons("xlsx", query)} icon="excel" download>
                {t("customers.excel")}
              </ButtonLink>
            </span>
          )}
          <Menu label={t("action.more")} quiet>
            <MenuLink href={paths.responsiblePersons({ ...query, panel: "emails" })} icon="list">
              {t("persons.mailAll")}
            </MenuLink>
            {viewer.can("responsibilities") && viewer.can("assignOthers") && (
              <MenuLink href={paths.handOver({ fromId: filter.employee })} icon="right">
                {t("handover.title")}
              </MenuLink>
            )}
            {mayExport && (
              <>
                <MenuLink href={paths.exportResponsiblePersons("xlsx", query)} icon="excel" download>
                  {t("customers.exportList")}
                </MenuLink>
                <MenuLink href={paths.exportResponsiblePersons("csv", query)} icon="download" download>
                  {t("customers.exportCsv")}
                </MenuLink>
              </>
            )}
          </Menu>
        </>
      }
    />
  );
}
