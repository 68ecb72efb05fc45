import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Menu, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { type ContactFilter, filterQuery } from "@/lib/contact-register/filter";
import { paths } from "@/lib/paths";

type Props = { viewer: Viewer; filter: ContactFilter; lists: { id: number; name: string }[] };

/** Title and actions of the register; what the viewer may not do is not there. */
export async function RegisterHead({ viewer, filter, lists }: Props) {
  const t = await getTranslations();
  const query = filterQuery(filter);
  const mayExport = viewer.can("export");
  return (
    <Head
      title={t("contacts.title")}
      actions={
        <>
          <Menu label={t("mailingList.title")}>
            {lists.map(({ id, name }) => (
              <MenuLink key={id} href={paths.contacts({ list: id })} icon="list">
                {name}
              </MenuLink>
            ))}
            <MenuLink href={paths.contacts({ ...query, panel: "new-list" })} icon="plus" cut={lists.length > 0}>
              {t("mailingList.new")}
            </MenuLink>
          </Menu>
          {mayExport && (
            <span className="desk">
              <ButtonLink href={paths.exportContacts("xlsx", query)} icon="excel" download>
                {t("customers.excel")}
              </ButtonLink>
            </span>
          )}
          {mayExport && <Files query={query} />}
        </>
      }
    />
  );
}

/** The same contacts as files to keep. */
async function Files({ query }: { query: ReturnType<typeof filterQuery> }) {
  const t = await getTranslations();
  return (
    <Menu label={t("action.more")} quiet>
      <FileLinks
        query={query}
        words={{ xlsx: t("customers.exportList"), csv: t("customers.exportCsv"), vcf: t("contacts.vcards") }}
      />
    </Menu>
  );
}

type FileProps = { query: ReturnType<typeof filterQuery>; words: { xlsx: string; csv: string; vcf: string } };

export function FileLinks({ query, words }: FileProps) {
  return (
    <>
      <MenuLink href={paths.exportContacts("xlsx", query)} icon="excel" download>
        {words.xlsx}
      </MenuLink>
      <MenuLink href={paths.exportContacts("csv", query)} icon="download" download>
        {words.csv}
      </MenuLink>
      <MenuLink href={paths.exportContacts("vcf", query)} icon="person" download>
        {words.vcf}
      </MenuLink>
    </>
  );
}
