import { getTranslations } from "next-intl/server";
import { Bulk } from "@/components/bulk";
import { Button } from "@/components/button";
import { chips, type Html, html, tickCell } from "@/components/rows";
import { Rows, SortHead, Table, TickAll } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { type ContactFilter, type ContactSort, filterQuery } from "@/lib/contact-register/filter";
import type { RegisterOptions, RegisterRow } from "@/lib/contact-register/queries";
import { contactName } from "@/lib/contacts/rules";
import { formatsOf } from "@/lib/format";
import { localeNames } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { formatPhone, phoneHref } from "@/lib/phones";
import { currentLocale } from "@/lib/session";

type Props = { viewer: Viewer; filter: ContactFilter; rows: RegisterRow[]; options: RegisterOptions };

/** The rows as text (see components/rows); with ticks for those who may change many at once. */
export async function ContactTable({ viewer, filter, rows, options }: Props) {
  const t = await getTranslations();
  const ticks = viewer.can("customers.all") && filter.list === null;
  const row = await rowRenderer({ viewer, ticks, options });
  const table = (
    <Table caption={t("contacts.title")} head={<Heads filter={filter} ticks={ticks} />} stick>
      <Rows html={html`${rows.map(row)}`} />
    </Table>
  );
  if (!ticks) return table;
  const kept = Object.entries(filterQuery(filter)).filter(([, value]) => value !== null && value !== "");
  return (
    <form action={paths.contacts()}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      {table}
      <Bulk label={t("contacts.bulk")} counted={t("contacts.counted")}>
        <Button name="panel" value="keyword" icon="edit">
          {t("contacts.keyword")}
        </Button>
        {viewer.uses("roles") && (
          <Button name="panel" value="role" icon="person">
            {t("contacts.role")}
          </Button>
        )}
      </Bulk>
    </form>
  );
}

type RowParts = { viewer: Viewer; ticks: boolean; options: RegisterOptions };

async function rowRenderer({ viewer, ticks, options }: RowParts): Promise<(contact: RegisterRow) => Html> {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const roles = new Map(options.roles.map(({ id, name }) => [id, name]));
  const keywords = new Map(options.keywords.map(({ id, name }) => [id, name]));
  const inactive = t("contact.inactive");
  const archived = t("customers.archived");
  const named = (ids: number[], names: Map<number, string>) => ids.flatMap((id) => names.get(id) ?? []);
  return (contact) => {
    const { id, customerId, customerName, title, email, language, inactiveAt } = contact;
    const name = contactName(contact, "");
    const inArchive = contact.customerTab === 2;
    const tick =
      ticks &&
      (inArchive
        ? html`<td class="tight tick1"></td>`
        : tickCell({ name: "id", value: String(id), label: t("contacts.tick", { name }) }));
    const state = inactiveAt && html` <span class="badge">${inactive}</span>`;
    const below = title && html`<span class="sub">${title}</span>`;
    const customer = html`<a class="quiet" href="${paths.customer(customerId)}">${customerName}</a>${inArchive && html` <span class="badge">${archived}</span>`}`;
    const mail = email && html`<a class="quiet wrap-anywhere block min-h-6" href="mailto:${email}">${email}</a>`;
    const words = language ? localeNames[language] : "";
    const link = html`<a class="name" href="${paths.customer(customerId, { panel: `contact.${id}` })}">${name}</a>`;
    const marks = chips([...named(contact.roleIds, roles), ...named(contact.keywordIds, keywords)]);
    const reach = html`${mail}${phoneOf(contact)}`;
    return html`<tr>${tick}<td class="md:min-w-44">${link}${state}${below}</td><td>${customer}</td><td>${marks}</td><td>${reach}</td><td class="faint hide">${words}</td><td class="num faint hide">${format.date(contact.updatedAt)}</td></tr>`;
  };
}

/** One number is enough in a list: the mobile one, else the other. */
function phoneOf({ phone, phoneRaw, mobile, mobileRaw }: RegisterRow): Html | null {
  const [e164, raw] = mobileRaw ? [mobile, mobileRaw] : [phone, phoneRaw];
  if (!e164 && !raw) return null;
  const number = { e164, raw: raw ?? "" };
  const href = phoneHref(number);
  return href
    ? html`<a class="quiet block min-h-6" href="${href}">${formatPhone(number)}</a>`
    : html`<span class="block">${number.raw}</span>`;
}

async function Heads({ filter, ticks }: { filter: ContactFilter; ticks: boolean }) {
  const t = await getTranslations();
  const head = (sort: ContactSort, label: string, num?: boolean) => {
    const current = filter.sort === sort;
    const target = { ...filter, sort, descending: current && !filter.descending, page: 1, after: null };
    return (
      <SortHead
        href={paths.contacts(filterQuery(target))}
        sort={current ? (filter.descending ? "descending" : "ascending") : undefined}
        num={num}
      >
        {label}
      </SortHead>
    );
  };
  return (
    <>
      {ticks && <TickAll label={t("customers.tickAll")} />}
      {head("name", t("contacts.name"))}
      {head("customer", t("contacts.customer"))}
      <th scope="col">{t("contacts.marks")}</th>
      <th scope="col">{t("contacts.reach")}</th>
      <th scope="col">{t("contact.language")}</th>
      {head("updated", t("customers.updated"), true)}
    </>
  );
}
