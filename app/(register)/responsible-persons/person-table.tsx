import { getTranslations } from "next-intl/server";
import { plainClass } from "@/components/plain-mark";
import { roleClass } from "@/components/role-mark";
import { type Html, html, icon, person } from "@/components/rows";
import { Rows, SortHead, Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf, initialsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { isEndingSoon, phaseOf } from "@/lib/responsibilities/rules";
import { type PersonFilter, type PersonSort, personQuery } from "@/lib/responsible-persons/filter";
import type { PersonOptions, PersonRow } from "@/lib/responsible-persons/queries";
import { currentLocale } from "@/lib/session";

type Props = { viewer: Viewer; filter: PersonFilter; rows: PersonRow[]; options: PersonOptions };

/** The rows as text (see components/rows). */
export async function PersonTable({ viewer, filter, rows, options }: Props) {
  const t = await getTranslations("persons");
  const row = await rowRenderer(viewer, options);
  return (
    <Table caption={t("title")} head={<Heads filter={filter} />} stick>
      <Rows html={html`${rows.map(row)}`} />
    </Table>
  );
}

async function rowRenderer(viewer: Viewer, options: PersonOptions): Promise<(row: PersonRow) => Html> {
  const t = await getTranslations();
  const roleCell = await roleRenderer(viewer, options);
  const periodCell = await periodRenderer(viewer);
  const [archived, left] = [t("customers.archived"), t("persons.left")];
  const words = {
    seller: t("persons.seller"),
    here: t("persons.sellsHere"),
    other: t("persons.sellsOther"),
    no: t("persons.sellers.no"),
  };
  return (row) => {
    const inArchive = row.tab === 2 && html` <span class="badge">${archived}</span>`;
    const below = row.project
      ? html`<span class="sub"><a class="quiet" href="${paths.project(row.projectId ?? 0)}">${row.project}</a></span>`
      : html`<span class="sub">${row.number}</span>`;
    const customer = html`<a class="name" href="${paths.customer(row.customerId)}">${row.customer}</a>${inArchive}${below}`;
    const gone = row.left && html` <span class="badge">${left}</span>`;
    const sells = row.sells.join(", ");
    const seller = row.isSeller
      ? html`<span class="badge${row.sellsHere && html` badge--ok`}" title="${sells}">${row.sellsHere && icon("check")}${row.sellsHere ? words.here : words.other}</span>${sells && html`<span class="vh">: ${sells}</span>`}`
      : html`<span class="faint">${words.no}</span>`;
    const mail = html`<span class="sub"><a class="quiet wrap-anywhere" href="mailto:${row.email}">${row.email}</a></span>`;
    return html`<tr><th scope="row" class="md:min-w-44">${customer}</th><td class="${row.group ? "muted" : "muted hide"}">${row.group ?? "–"}</td><td class="md:min-w-44">${person(initialsOf(row.person), row.person)}${gone}${mail}</td><td>${roleCell(row)}</td><td class="${row.validFrom || row.validTo ? "muted" : "muted hide"}">${periodCell(row)}</td><td data-l="${words.seller}">${seller}</td></tr>`;
  };
}

/** Letter and word of a role; what is still to come is hollow. */
async function roleRenderer(viewer: Viewer, { roles, projectRoles }: PersonOptions): Promise<(row: PersonRow) => Html> {
  const t = await getTranslations();
  const { today } = viewer.facts;
  const words = { owner: t("persons.owner"), manager: t("persons.manager"), participant: t("persons.participant") };
  const byId = { responsible: rolesById(roles), participant: rolesById(projectRoles) };
  const responsible = t("persons.responsible");
  return (row) => {
    const isFuture = phaseOf(row, today) === "future";
    if (row.kind === "owner" || row.kind === "manager")
      return html`<span class="role-name"><span class="${plainClass("owner")}" aria-hidden="true">${icon("crown")}</span><span>${words[row.kind]}</span></span>`;
    const role = row.roleId ? byId[row.kind].get(row.roleId) : undefined;
    if (role)
      return html`<span class="role-name"><span class="${roleClass({ ...role, isFuture })}" aria-hidden="true">${role.letter}</span><span>${role.name}</span></span>`;
    const word = row.kind === "participant" ? words.participant : responsible;
    return html`<span class="role-name"><span class="${plainClass("plain", isFuture)}" aria-hidden="true">${icon("check")}</span><span class="faint">${word}</span></span>`;
  };
}

const rolesById = (roles: PersonOptions["roles"]) => new Map(roles.map((role) => [role.id, role]));

/** From when until when, and what that means today. */
async function periodRenderer(viewer: Viewer): Promise<(row: PersonRow) => Html> {
  const [t, locale] = await Promise.all([getTranslations("persons"), currentLocale()]);
  const { timeZone, today } = viewer.facts;
  const { day } = formatsOf(locale, timeZone);
  const badges = { future: t("future"), past: t("expired"), soon: t("endingSoon") };
  return (row) => {
    const { validFrom, validTo } = row;
    if (!validFrom && !validTo) return html`–`;
    const phase = phaseOf(row, today);
    const [from, until] = [validFrom && day(validFrom), validTo && day(validTo)];
    const span =
      from && until
        ? html`<span class="nw">${from} –</span> <span class="nw">${until}</span>`
        : from
          ? t("since", { day: from })
          : t("to", { day: until ?? "" });
    const mark = isEndingSoon(row, today)
      ? html`<br><span class="badge badge--warn">${icon("clock")}${badges.soon}</span>`
      : phase !== "current" && html`<br><span class="badge">${badges[phase]}</span>`;
    return html`<span>${span}${mark}</span>`;
  };
}

async function Heads({ filter }: { filter: PersonFilter }) {
  const t = await getTranslations();
  const head = (sort: PersonSort, label: string) => {
    const current = filter.sort === sort;
    const target = { ...filter, sort, descending: current && !filter.descending };
    return (
      <SortHead
        href={paths.responsiblePersons(personQuery(target))}
        sort={current ? (filter.descending ? "descending" : "ascending") : undefined}
      >
        {label}
      </SortHead>
    );
  };
  return (
    <>
      {head("customer", t("customers.name"))}
      {head("group", t("customer.groupId"))}
      {head("person", t("persons.personEmail"))}
      {head("role", t("persons.role"))}
      {head("period", t("persons.period"))}
      <th scope="col">{t("persons.seller")}</th>
    </>
  );
}
