import { Empty } from "@/components/empty";
import { html } from "@/components/rows";
import { Rows, Table } from "@/components/table";
import { contactName } from "@/lib/contacts/rules";
import { localeNames } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import type { ContactReport } from "@/lib/reports/filter";
import { listReportContacts } from "@/lib/reports/queries";
import { Behind } from "./behind";
import { ListPager } from "./customer-list";
import type { OpenReport } from "./opened";

/** The contacts of a report, or those behind one of its numbers. */
export async function ContactList(open: OpenReport<ContactReport>) {
  const { fields, locale, report, t, viewer } = open;
  const rows = await listReportContacts(viewer, report, { locale, fields });
  const lines = rows.map((contact) => {
    const { id, customerId, customer, title, email, phone, language } = contact;
    const card = paths.customer(customerId, { panel: `contact.${id}` });
    return html`<tr><td><a class="name" href="${card}">${contactName(contact, "")}</a></td><td data-l="${t("contact.title")}">${title}</td><td data-l="${t("contacts.customer")}"><a class="quiet" href="${paths.customer(customerId)}">${customer}</a></td><td data-l="${t("contact.email")}">${email}</td><td data-l="${t("contact.phone")}">${phone}</td><td data-l="${t("contact.language")}">${language && localeNames[language]}</td></tr>`;
  });
  const heads = [
    t("contacts.name"),
    t("contact.title"),
    t("contacts.customer"),
    t("contact.email"),
    t("contact.phone"),
    t("contact.language"),
  ].map((word) => (
    <th key={word} scope="col">
      {word}
    </th>
  ));
  return (
    <>
      <Behind open={open} names={rows[0]} />
      {rows.length > 0 ? (
        <Table caption={t("report.contacts")} head={heads}>
          <Rows html={html`${lines}`} />
        </Table>
      ) : (
        <Empty art="search" title={t("report.empty")} text={t("report.emptyText")} />
      )}
      <ListPager open={open} shown={rows.length} total={rows[0]?.total ?? 0} />
    </>
  );
}
