import { getTranslations } from "next-intl/server";
import { chips, groupRow, type Html, html, icon, person, tickCell } from "@/components/rows";
import { Rows, SortHead, Table, TickAll } from "@/components/table";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { type CustomField, fieldsOnList } from "@/lib/custom-fields/rules";
import type { CustomReader } from "@/lib/custom-fields/words";
import { type CustomerColumn, type CustomerFilter, type CustomerSort, filterQuery } from "@/lib/customers/filter";
import { type ListedCustomer, type ListedUnit, listBranches } from "@/lib/customers/list";
import { initialsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { phrase } from "@/lib/phrase";
import type { TagColour } from "@/lib/registers/rules";
import type { BusinessStatus } from "@/lib/registry/rules";
import { mayCheck } from "@/lib/registry-checks/may";
import { BulkForm } from "./bulk-form";
import { CustomHeads, customCell } from "./custom-columns";
import { customFieldsInUse, customReader } from "./custom-definitions";
import { indentAt, treeRows } from "./tree-rows";

type Options = { types: { id: number; name: string }[]; supplierTypes: number[] };
type Props = { viewer: Viewer; filter: CustomerFilter; rows: ListedCustomer[]; options: Options };

/** The rows as text (see components/rows), under their groups, under their main units or flat. */
export async function CustomerTable({ viewer, filter, rows, options }: Props) {
  const [t, fields, reader] = await Promise.all([getTranslations(), customFieldsInUse(), customReader()]);
  const own = fieldsOnList(fields);
  const { format } = reader;
  const grouped = filter.view === "grouped" && filter.sort === "name";
  const ticks = (viewer.can("groups") || mayCheck(viewer)) && filter.tab !== "deleted" && filter.tab !== "archived";
  const names = new Map(options.types.map(({ id, name }) => [id, name]));
  const { supplierTypes } = options;
  const byBadge = viewer.uses("multiCompany") && !filter.columns.includes("company");
  const place = { home: viewer.facts.country, byBadge };
  const row = rowRenderer({ ticks, grouped, names, supplierTypes, own, reader, filter, ...place, t });
  const sections = grouped ? sectionsOf(rows) : [{ groupId: null, groupName: null, rows }];
  const tops = filter.view === "tree" ? rows.map(({ id }) => id) : [];
  const units = tops.length > 0 ? await listBranches(viewer, filter, tops, reader.locale) : [];
  const added = filter.columns.length + own.length;
  const columns = (grouped ? 5 : 6) + added + (ticks ? 1 : 0);
  // A table that may be wider than the page scrolls by itself, and then its heads cannot stay in view.
  const isWide = added > 1;
  const scrolls = isWide ? "overflow-x-auto" : "overflow-x-auto min-[100rem]:overflow-visible";

  const rendered = (
    <Table
      caption={t("customers.title")}
      head={<Heads {...{ filter, grouped, ticks, own, locale: reader.locale }} />}
      stick={!isWide}
    >
      {sections.map(({ groupId, groupName, rows: inSection }) => (
        <Rows
          key={groupId ?? 0}
          html={html`${
            grouped &&
            groupRow({
              span: columns,
              name: groupName ?? t("customers.noGroup"),
              count: format.count(inSection[0]?.groupCount ?? inSection.length),
              cells: excelCell(viewer, groupId, t("customers.exportGroup", { group: groupName ?? "" })),
            })
          }${treeRows({ rows: inSection, units, row, span: columns, more: (n) => t("unit.more", { n }) })}`}
        />
      ))}
    </Table>
  );
  const table = added > 0 ? <div className={scrolls}>{rendered}</div> : rendered;
  return ticks ? <BulkForm filter={filter}>{table}</BulkForm> : table;
}

function sectionsOf(rows: ListedCustomer[]) {
  const sections: { groupId: number | null; groupName: string | null; rows: ListedCustomer[] }[] = [];
  for (const row of rows) {
    const last = sections.at(-1);
    if (last && last.groupId === row.groupId) last.rows.push(row);
    else sections.push({ groupId: row.groupId, groupName: row.groupName, rows: [row] });
  }
  return sections;
}

function excelCell(viewer: Viewer, groupId: number | null, label: string): Html {
  if (groupId === null || !viewer.can("export")) return html`<th></th>`;
  return html`<th class="num"><a class="btn btn--icon btn--plain btn--s" href="${paths.exportGroup(groupId)}" download aria-label="${label}" title="${label}">${icon("excel")}</a></th>`;
}

type RowParts = {
  ticks: boolean;
  grouped: boolean;
  names: Map<number, string>;
  supplierTypes: number[];
  own: readonly CustomField[];
  reader: CustomReader;
  filter: CustomerFilter;
  home: string;
  /** Whether there are several companies to tell apart, and no column that does. */
  byBadge: boolean;
  t: Awaited<ReturnType<typeof getTranslations<never>>>;
};

function rowRenderer({
  ticks,
  grouped,
  names,
  supplierTypes,
  own,
  reader,
  filter,
  home,
  byBadge,
  t,
}: RowParts): (customer: ListedCustomer, unit?: ListedUnit) => Html {
  const { format } = reader;
  const restore = t("action.restore");
  const label = phrase((name) => t("customers.tick", { name }));
  const supplier = html` <span class="badge">${t("customer.supplier")}</span>`;
  const none = html`<span class="faint">–</span>`;
  const company = ({ isOwn, companyName }: ListedCustomer) =>
    byBadge && !isOwn && html` <span class="badge">${companyName ?? t("customers.otherCompany")}</span>`;
  const below = ({ main, depth }: ListedUnit, title: Html) =>
    html`<div class="${indentAt(depth).name}">${title}<span class="vh">, ${t("customers.subUnitOf", { name: main })}</span></div>`;
  return (customer, unit) => {
    const { id, number, name, city, country, ownerName, groupName, updatedAt } = customer;
    const inBin = filter.tab === "deleted";
    const title = inBin
      ? html`<span class="name">${name}</span> <a href="${paths.customers({ tab: "deleted", panel: `restore.${id}` })}">${restore}<span class="vh"> ${name}</span></a>`
      : html`<a class="name" href="${paths.customer(id)}">${name}</a>${company(customer)}`;
    const town = country === home ? city : [city, format.country(country)].filter(Boolean).join(", ");
    const kinds = customer.typeIds.flatMap((typeId) => names.get(typeId) ?? []);
    const isSupplier = customer.typeIds.some((typeId) => supplierTypes.includes(typeId));
    const owner = ownerName ? person(initialsOf(ownerName), ownerName) : none;
    const group = !grouped && html`<td class="hide">${groupName ?? none}</td>`;
    const updated = updatedAt ? format.date(updatedAt) : "–";
    const tick = ticks && tickCell({ name: "id", value: String(id), label: label(name) });
    const start = unit ? html`<tr class="${indentAt(unit.depth).row}">` : html`<tr>`;
    return html`${start}${tick}<td>${unit ? below(unit, title) : title}</td><td class="faint half">${number}</td><td class="half">${town || "–"}</td>${group}<td>${chips(kinds)}${isSupplier && supplier}</td><td class="hide">${owner}</td>${filter.columns.map((column) => addedCell(column, customer[column], customer.tagColours, t))}<td class="num faint hide">${updated}</td>${own.map((field) => customCell(field, customer.custom, reader))}</tr>`;
  };
}

const addedCell = (column: CustomerColumn, names: string[], colours: TagColour[], t: RowParts["t"]): Html =>
  html`<td class="${column === "customerTeam" ? "hide min-w-48" : "hide min-w-28"}">${names.length === 0 ? html`<span class="faint">–</span>` : column === "tags" ? chips(names, colours) : column === "businessStatus" ? names.map((name) => t(`registry.status.${name as BusinessStatus}`)).join() : names.join(", ")}</td>`;

type HeadsProps = {
  filter: CustomerFilter;
  grouped: boolean;
  ticks: boolean;
  own: readonly CustomField[];
  locale: Locale;
};

async function Heads({ filter, grouped, ticks, own, locale }: HeadsProps) {
  const t = await getTranslations("customers");
  const head = (sort: CustomerSort, num?: boolean) => {
    const current = filter.sort === sort;
    const target = { ...filter, sort, descending: current && !filter.descending, page: 1, after: null };
    const view = sort === "name" && !target.descending ? filter.view : "flat";
    return (
      <SortHead
        href={paths.customers(filterQuery({ ...target, view }))}
        sort={current ? (filter.descending ? "descending" : "ascending") : undefined}
        num={num}
      >
        {t(sort)}
      </SortHead>
    );
  };
  return (
    <>
      {ticks && <TickAll label={t("tickAll")} />}
      {head("name")}
      {head("number")}
      <th scope="col">{t("city")}</th>
      {!grouped && <th scope="col">{t("group")}</th>}
      <th scope="col">{t("type")}</th>
      {head("owner")}
      {filter.columns.map((column) => (
        <th key={column} scope="col">
          {t(column)}
        </th>
      ))}
      {head("updated", true)}
      <CustomHeads fields={own} locale={locale} />
    </>
  );
}
