import { getTranslations } from "next-intl/server";
import { type Html, html } from "@/components/rows";
import { Rows, Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { type QueueFilter, queuedFields } from "@/lib/registry-queue/filter";
import type { QueuedCustomer } from "@/lib/registry-queue/list";
import { currentLocale } from "@/lib/session";
import { registryLabels } from "./comparison-words";
import { SortedHead } from "./queue-form";

type Props = { viewer: Viewer; filter: QueueFilter; rows: readonly QueuedCustomer[] };

/** What was decided lately, by whom and how; what it changed stands in the history of the customer. */
export async function DecidedTable({ viewer, filter, rows }: Props) {
  const [t, row] = await Promise.all([getTranslations("registryQueue"), decidedRows(viewer)]);
  const heads = (
    <>
      <SortedHead filter={filter} sort="name" label={t("customer")} />
      <th scope="col">{t("differed")}</th>
      <th scope="col">{t("decision")}</th>
      <SortedHead filter={filter} sort="found" label={t("decided")} />
    </>
  );
  return (
    <Table caption={t("tab.decided")} head={heads} stick>
      <Rows html={html`${rows.map(row)}`} />
    </Table>
  );
}

async function decidedRows(viewer: Viewer): Promise<(row: QueuedCustomer) => Html> {
  const [t, archived, locale, labels] = await Promise.all([
    getTranslations("registryQueue"),
    getTranslations("customers"),
    currentLocale(),
    registryLabels(),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const named = ({ status, differing }: QueuedCustomer) =>
    queuedFields
      .filter((field) => (field === "businessStatus" ? status !== "active" : differing.includes(field)))
      .map((field) => labels[field])
      .join(", ");
  return (row) => {
    const { customerId, name, number, closedAs, closedAt, closedBy, archivedAt } = row;
    const left = archivedAt !== null && html` <span class="badge">${archived("archived")}</span>`;
    const how = closedAs === "updated" ? t("as.updated") : t("as.kept");
    return html`<tr><td class="md:min-w-44"><a class="name" href="${paths.customerTab(customerId, "history")}">${name}</a>${left}<span class="block xs faint">${number}</span></td><td data-l="${t("differed")}">${named(row) || "–"}</td><td data-l="${t("decision")}">${how}</td><td data-l="${t("decided")}"><span>${closedAt && format.dateTime(closedAt)}<span class="block xs faint">${closedBy}</span></span></td></tr>`;
  };
}
