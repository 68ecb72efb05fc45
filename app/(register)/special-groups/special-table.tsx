import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { PageLink } from "@/components/page-link";
import { Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import type { ListedSpecialGroup } from "@/lib/special-groups/queries";
import { CustomerCount, RowTools } from "../groups/group-table";

export async function SpecialTable({ viewer, rows }: { viewer: Viewer; rows: readonly ListedSpecialGroup[] }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const mayEdit = viewer.can("groups");
  const mayExport = viewer.can("export");
  return (
    <Table
      stick
      caption={t("grouping.specialGroups")}
      head={
        <>
          <th scope="col">{t("grouping.specialGroup")}</th>
          <th scope="col">{t("register.description")}</th>
          <th scope="col" className="num">
            {t("groups.customers")}
          </th>
          {(mayEdit || mayExport) && (
            <th scope="col" className="tight">
              <span className="vh">{t("groups.actions")}</span>
            </th>
          )}
        </>
      }
    >
      <tbody>
        {rows.map(({ id, name, description, disabledAt, customers }) => (
          <tr key={id}>
            <th scope="row" className="max-md:pe-20!">
              <span className="row row--name">
                <PageLink
                  className="name"
                  href={mayEdit ? paths.specialGroup(id) : paths.customers({ special: id })}
                  still={mayEdit}
                >
                  {name}
                </PageLink>
                {disabledAt && <Badge>{t("register.inactive")}</Badge>}
              </span>
            </th>
            <td className={description ? undefined : "hide"} data-l={t("register.description")}>
              <span>{description ?? "–"}</span>
            </td>
            <td className="num" data-l={t("groups.customers")}>
              <CustomerCount name={name} href={paths.customers({ special: id })} words={number(customers)} />
            </td>
            {(mayEdit || mayExport) && (
              <td className="num tight act1">
                <RowTools
                  name={name}
                  edit={mayEdit && paths.specialGroup(id)}
                  excel={mayExport && customers > 0 && paths.exportSpecialGroup(id)}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
