import { getTranslations } from "next-intl/server";
import { Bulk } from "@/components/bulk";
import { Button } from "@/components/button";
import { type Html, html, icon, tickCell } from "@/components/rows";
import { Rows, SortHead, Table, TickAll } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { filterQuery, isOpen, type WorkOrderFilter, type WorkOrderSort } from "@/lib/work-orders/filter";
import type { ListedWorkOrder } from "@/lib/work-orders/queries";
import { mayDo } from "@/lib/work-orders/rules";
import { workOrderWords } from "./labels";

type Props = { viewer: Viewer; filter: WorkOrderFilter; rows: ListedWorkOrder[] };

/** The rows as text (see components/rows); what the viewer may bring on has a tick. */
export async function WorkOrderTable({ viewer, filter, rows }: Props) {
  const t = await getTranslations();
  const ticks = rows.some((order) => mayDo(viewer, order));
  const row = await rowRenderer({ viewer, filter, ticks });
  const kept = Object.entries(filterQuery(filter)).filter(([, value]) => value !== null && value !== "");
  const table = (
    <Table caption={t("nav.workOrders")} head={<Heads filter={filter} ticks={ticks} />} stick>
      <Rows html={html`${rows.map(row)}`} />
    </Table>
  );
  if (!ticks) return table;
  return (
    <form action={paths.workOrders()}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      {table}
      <Bulk label={t("workOrders.bulk")} counted={t("workOrders.counted")}>
        <Button name="panel" value="finish" icon="check">
          {t("workOrders.finish")}
        </Button>
        {viewer.can("workOrders.edit") && (
          <Button name="panel" value="assign" icon="person">
            {t("workOrders.assign")}
          </Button>
        )}
      </Bulk>
    </form>
  );
}

type RowParts = { viewer: Viewer; filter: WorkOrderFilter; ticks: boolean };

async function rowRenderer({ viewer, filter, ticks }: RowParts): Promise<(order: ListedWorkOrder) => Html> {
  const [t, locale, words] = await Promise.all([getTranslations(), currentLocale(), workOrderWords()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const query = filterQuery(filter);
  const labels = {
    customer: t("workOrder.customer"),
    assignee: t("workOrder.assigneeId"),
    status: t("workOrder.status"),
    visibility: t("workOrder.visibleTo"),
    due: t("workOrder.dueOn"),
  };
  const hidden = html`<span class="faint">${icon("lock")} ${t("workOrder.customerHidden")}</span>`;
  const nobody = html`<span class="faint">${t("workOrder.assignNobody")}</span>`;
  const archived = html` <span class="badge">${t("customers.archived")}</span>`;
  const due = ({ dueOn, status }: ListedWorkOrder) => {
    if (!dueOn) return null;
    const late = isOpen(status) && dueOn < viewer.facts.today;
    if (!late) return format.day(dueOn);
    return html`<span class="badge badge--bad">${icon("warn")}${t("task.late", { when: format.day(dueOn) })}</span>`;
  };
  const customer = ({ customerId, customerName, isArchived }: ListedWorkOrder) =>
    customerId === null
      ? hidden
      : html`<a class="quiet" href="${paths.customer(customerId)}">${customerName}</a>${isArchived && archived}`;
  return (order) => {
    const { id, title, status, assignee, visibility } = order;
    const tick =
      ticks &&
      (mayDo(viewer, order)
        ? tickCell({ name: "orders", value: String(id), label: t("workOrders.tick", { title }) })
        : html`<td class="tight tick1"></td>`);
    const link = html`<a class="name" href="${paths.workOrder(id, query)}">${title}</a>`;
    const state = html`<span class="badge${status === "inProgress" ? " badge--on" : status === "done" ? " badge--ok" : ""}">${status === "done" && icon("check")}${words.status[status]}</span>`;
    return html`<tr>${tick}<td class="md:min-w-44">${link}</td><td data-l="${labels.customer}">${customer(order)}</td><td data-l="${labels.due}">${due(order)}</td><td data-l="${labels.assignee}">${assignee ?? nobody}</td><td data-l="${labels.status}">${state}</td><td class="faint hide" data-l="${labels.visibility}">${words.visibility[visibility]}</td></tr>`;
  };
}

async function Heads({ filter, ticks }: { filter: WorkOrderFilter; ticks: boolean }) {
  const t = await getTranslations();
  const head = (sort: WorkOrderSort, label: string) => {
    const current = filter.sort === sort;
    const target = { ...filter, sort, descending: current && !filter.descending, page: 1 };
    return (
      <SortHead
        href={paths.workOrders(filterQuery(target))}
        sort={current ? (filter.descending ? "descending" : "ascending") : undefined}
      >
        {label}
      </SortHead>
    );
  };
  return (
    <>
      {ticks && <TickAll label={t("workOrders.tickAll")} />}
      {head("title", t("workOrder.one"))}
      {head("customer", t("workOrder.customer"))}
      {head("due", t("workOrder.dueOn"))}
      {head("assignee", t("workOrder.assigneeId"))}
      <th scope="col">{t("workOrder.status")}</th>
      <th scope="col">{t("workOrder.visibleTo")}</th>
    </>
  );
}
