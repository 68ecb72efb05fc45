import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import type { ListedGroup } from "@/lib/groups/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";

export async function GroupTable({ viewer, rows }: { viewer: Viewer; rows: readonly ListedGroup[] }) {
  const [t, locale] = await Promise.all([getTranslations("groups"), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const mayEdit = viewer.can("groups");
  const mayExport = viewer.can("export");
  return (
    <Table
      stick
      caption={t("title")}
      head={
        <>
          <th scope="col">{t("group")}</th>
          <th scope="col" className="num">
            {t("customers")}
          </th>
          <th scope="col">{t("sellers")}</th>
          <th scope="col" className="num">
            {t("start")}
          </th>
          <th scope="col" className="num">
            {t("nextNumber")}
          </th>
          <th scope="col">{t("ledgerAccount")}</th>
          {(mayEdit || mayExport) && (
            <th scope="col" className="tight">
              <span className="vh">{t("actions")}</span>
            </th>
          )}
        </>
      }
    >
      <tbody>
        {rows.map((group) => (
          <tr key={group.id}>
            <th scope="row" className="max-md:pe-20!">
              <Link
                className="name"
                href={mayEdit ? paths.group(group.id) : paths.customers({ group: group.id })}
                prefetch={false}
                scroll={!mayEdit}
              >
                {group.name}
              </Link>
            </th>
            <td className="num" data-l={t("customers")}>
              <Link
                className="inline-flex min-h-6 min-w-6 items-center justify-end"
                href={paths.customers({ group: group.id })}
                prefetch={false}
                aria-label={`${t("customersOf", { name: group.name })} ${number(group.customers)}`}
              >
                {number(group.customers)}
              </Link>
            </td>
            <Fact label={t("sellers")} value={group.sellers.join(", ")} />
            <Fact label={t("start")} value={group.numberStart} num />
            <Fact label={t("nextNumber")} value={group.nextNumber} num />
            <Fact label={t("ledgerAccount")} value={group.ledgerAccount} />
            {(mayEdit || mayExport) && (
              <td className="num tight act1">
                <RowTools group={group} mayEdit={mayEdit} mayExport={mayExport && group.customers > 0} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type FactProps = { label: string; value: string | number | null; num?: boolean };

/** What is missing is a dash in the table and nothing on a card. */
function Fact({ label, value, num }: FactProps) {
  const isMissing = value === null || value === "";
  const className = [num && "num", isMissing && "hide"].filter(Boolean).join(" ");
  return (
    <td className={className || undefined} data-l={label}>
      <span>{isMissing ? "–" : value}</span>
    </td>
  );
}

type ToolsProps = { group: ListedGroup; mayEdit: boolean; mayExport: boolean };

async function RowTools({ group, mayEdit, mayExport }: ToolsProps) {
  const t = await getTranslations();
  return (
    <>
      {mayExport && (
        <ButtonLink
          href={paths.exportGroup(group.id)}
          tone="plain"
          small
          icon="excel"
          label={t("customers.exportGroup", { group: group.name })}
          download
        />
      )}
      {mayEdit && (
        <ButtonLink
          href={paths.group(group.id)}
          tone="plain"
          small
          icon="edit"
          label={t("groups.edit", { name: group.name })}
        />
      )}
    </>
  );
}
