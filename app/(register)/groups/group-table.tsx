import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { PageLink } from "@/components/page-link";
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
              <PageLink
                className="name"
                href={mayEdit ? paths.group(group.id) : paths.customers({ group: group.id })}
                still={mayEdit}
              >
                {group.name}
              </PageLink>
            </th>
            <td className="num" data-l={t("customers")}>
              <CustomerCount
                name={group.name}
                href={paths.customers({ group: group.id })}
                words={number(group.customers)}
              />
            </td>
            <Fact label={t("sellers")} value={group.sellers.join(", ")} />
            <Fact label={t("start")} value={group.numberStart} num />
            <Fact label={t("nextNumber")} value={group.nextNumber} num />
            <Fact label={t("ledgerAccount")} value={group.ledgerAccount} />
            {(mayEdit || mayExport) && (
              <td className="num tight act1">
                <RowTools
                  name={group.name}
                  edit={mayEdit && paths.group(group.id)}
                  excel={mayExport && group.customers > 0 && paths.exportGroup(group.id)}
                />
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

type ToolsProps = { name: string; edit: string | false; excel: string | false };

/** What can be done with a group, at the end of its row. */
export async function RowTools({ name, edit, excel }: ToolsProps) {
  const t = await getTranslations();
  return (
    <>
      {excel && (
        <ButtonLink
          href={excel}
          tone="plain"
          small
          icon="excel"
          label={t("customers.exportGroup", { group: name })}
          download
        />
      )}
      {edit && <ButtonLink href={edit} tone="plain" small icon="edit" label={t("groups.edit", { name })} />}
    </>
  );
}

type CountProps = { name: string; href: string; words: string };

/** How many customers a group has, as the way to them. */
export async function CustomerCount({ name, href, words }: CountProps) {
  const t = await getTranslations("groups");
  return (
    <PageLink
      className="inline-flex min-h-6 min-w-6 items-center justify-end"
      href={href}
      aria-label={`${t("customersOf", { name })} ${words}`}
    >
      {words}
    </PageLink>
  );
}
