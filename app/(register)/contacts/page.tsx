import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { countContacts, listContacts, listRegisterOptions } from "@/lib/contact-register/queries";
import { countMembers } from "@/lib/mailing-lists/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { ContactFilters, ContactPager } from "./contact-filters";
import { ContactTable } from "./contact-table";
import { ListHead, MemberLine } from "./list-head";
import { NoContacts } from "./no-contacts";
import { panelOf } from "./panels";
import { registerAt } from "./register";
import { RegisterHead } from "./register-head";

/** The contacts of all customers, or the members of a mailing list. The whole state is in the address. */
export default async function Contacts({ searchParams }: PageProps<"/contacts">) {
  const [viewer, locale, params] = await Promise.all([currentViewer(), currentLocale(), searchParams]);
  const { filter, list } = await registerAt(viewer, params);
  const [page, found, members, options, t] = await Promise.all([
    listContacts(viewer, filter, locale),
    list ? 0 : countContacts(viewer, filter),
    list ? countMembers(viewer, filter) : null,
    listRegisterOptions(viewer, locale),
    getTranslations("contacts"),
  ]);
  const panel = await panelOf(viewer, params, { filter, list, options });
  const place = { filter, count: members?.members ?? found, from: page.from, shown: page.rows.length, next: page.next };

  return (
    <>
      {!panel && <title>{`${list ? `${list.name} · ` : ""}${t("title")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        <FlashLine params={params} />
        {list && members ? (
          <>
            <ListHead viewer={viewer} list={list} filter={filter} />
            <MemberLine filter={filter} options={options} counts={members} place={place} />
          </>
        ) : (
          <>
            <RegisterHead viewer={viewer} filter={filter} lists={options.lists} />
            <ContactFilters filter={filter} options={options} place={place} />
          </>
        )}
        {page.rows.length > 0 ? (
          <>
            <ContactTable viewer={viewer} filter={filter} rows={page.rows} options={options} />
            {(page.next || filter.page > 1) && <ContactPager {...place} />}
          </>
        ) : (
          <NoContacts viewer={viewer} filter={filter} />
        )}
      </Behind>
      {panel}
    </>
  );
}
