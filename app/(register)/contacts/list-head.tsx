import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Head } from "@/components/head";
import { Menu, MenuLink } from "@/components/menu";
import type { Viewer } from "@/lib/access/viewer";
import { type ContactFilter, filterQuery, wantedQuery } from "@/lib/contact-register/filter";
import type { RegisterOptions } from "@/lib/contact-register/queries";
import { reasons } from "@/lib/mailing-lists/filter";
import type { countMembers, MailingList } from "@/lib/mailing-lists/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { ContactPager, type Place } from "./contact-filters";
import { choicesOf, filterLines } from "./filter-words";
import { FileLinks } from "./register-head";

type Props = { viewer: Viewer; list: MailingList; filter: ContactFilter };

/** Title and actions of a mailing list. */
export async function ListHead({ viewer, list, filter }: Props) {
  const t = await getTranslations();
  const query = filterQuery(filter);
  const mayExport = viewer.can("export");
  const words = { xlsx: t("customers.exportList"), csv: t("customers.exportCsv"), vcf: t("contacts.vcards") };
  return (
    <Head
      title={list.name}
      text={list.isShared ? t("mailingList.sharedBy", { name: list.ownerName }) : t("mailingList.onlyYours")}
      crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.contacts(), label: t("contacts.title") }] }}
      actions={
        <>
          {mayExport && (
            <ButtonLink href={paths.contacts({ ...query, panel: "addresses" })} icon="clipboard">
              {t("contact.copyEmails")}
            </ButtonLink>
          )}
          <Menu label={t("action.more")} quiet>
            {mayExport && <FileLinks query={query} words={words} />}
            <MenuLink href={paths.contacts(wantedQuery(filter))} icon="filter" cut={mayExport}>
              {t("mailingList.openFilter")}
            </MenuLink>
            {list.mine && (
              <MenuLink href={paths.contacts({ ...query, panel: "edit-list" })} icon="edit">
                {t("mailingList.edit")}
              </MenuLink>
            )}
            {list.mine && (
              <MenuLink href={paths.contacts({ ...query, panel: "delete-list" })} icon="trash" bad cut>
                {t("mailingList.delete")}
              </MenuLink>
            )}
          </Menu>
        </>
      }
    />
  );
}

type LineProps = {
  filter: ContactFilter;
  options: RegisterOptions;
  counts: Awaited<ReturnType<typeof countMembers>>;
  place: Place;
};

/** Whom the list finds, who is left out of it and why, and where one is. */
export async function MemberLine({ filter, options, counts, place }: LineProps) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const lines = filterLines(filter, choicesOf(filter, options, locale, t), t);
  const left = reasons.filter((reason) => counts.leftOut[reason] > 0);
  return (
    <>
      {left.length > 0 && (
        <Notice kind="note">
          {t("mailingList.leftOut", {
            reasons: left.map((reason) => t(`mailingList.${reason}`, { n: counts.leftOut[reason] })).join(" · "),
          })}
        </Notice>
      )}
      <div className="filters filters--set">
        <span>{lines.length > 0 ? t("customers.filtered") : t("mailingList.everybody")}</span>
        {lines.map(({ name, label, value }) => (
          <span key={name} className="chip">{`${label}: ${value}`}</span>
        ))}
        {place.shown > 0 && <ContactPager {...place} />}
      </div>
    </>
  );
}
