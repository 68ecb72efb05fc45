import { getTranslations } from "next-intl/server";
import { type Html, html, icon, tickCell } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { formatBusinessId } from "@/lib/identifiers/rules";
import { paths } from "@/lib/paths";
import type { BusinessStatus } from "@/lib/registry/rules";
import { placeQuery, type QueueFilter } from "@/lib/registry-queue/filter";
import type { QueuedCustomer } from "@/lib/registry-queue/list";
import { currentLocale } from "@/lib/session";
import { differenceLines, newsOf } from "./difference-lines";
import { businessStatusWords } from "./words";

/** Writes the rows that wait as text (see components/rows), each with its own buttons. */
export async function queueRows(viewer: Viewer, filter: QueueFilter): Promise<(row: QueuedCustomer) => Html> {
  const [t, locale, statuses, differences, actions] = await Promise.all([
    getTranslations("registryQueue"),
    currentLocale(),
    businessStatusWords(),
    differenceLines(viewer),
    actionsOf(filter),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const status = ({ status: said, record: { statusOn } }: QueuedCustomer) => {
    if (said === "active") return null;
    const tone = said === "restructuring" ? "badge--warn" : "badge--bad";
    const since = statusOn && html` <span class="xs faint">${format.day(statusOn)}</span>`;
    return html`<span class="block"><span class="badge ${tone}">${icon("warn")}${statuses[said as BusinessStatus]}</span>${since}</span>`;
  };
  return (row) => {
    const { id, version, customerId, name, number, businessId, country, register, fetchedAt } = row;
    const tick = tickCell({ name: "ticked", value: `${id}.${version}`, label: t("tick", { name }) });
    const numbers = [number, businessId && formatBusinessId(country, businessId)].filter(Boolean).join(" · ");
    return html`<tr>${tick}<td class="md:min-w-44"><a class="name" href="${paths.customer(customerId)}">${name}</a><span class="block xs faint">${numbers}</span></td><td>${status(row)}${differences(row)}</td><td data-l="${t("fetched")}"><span>${format.date(fetchedAt)}<span class="block xs faint">${t(`registers.${register as "prh"}`)}</span></span></td><td><span class="flex flex-wrap items-center gap-2 max-md:mt-1 md:flex-nowrap md:justify-end md:whitespace-nowrap">${actions(row)}</span></td></tr>`;
  };
}

/** What can be done with one row; the rarer of a business that is no more waits behind three dots. */
async function actionsOf(filter: QueueFilter): Promise<(row: QueuedCustomer) => Html> {
  const t = await getTranslations();
  const press = (word: string, { id, version, name }: QueuedCustomer, says: string, look = "btn btn--s") =>
    html`<button type="submit" class="${look}" name="one" value="${word}.${id}.${version}" aria-label="${`${says}: ${name}`}">${says}</button>`;
  const open = (panel: string, { id, name }: QueuedCustomer, says: string, look = "btn btn--s") =>
    html`<a class="${look}" href="${paths.registry({ ...placeQuery(filter), panel: `${panel}.${id}` })}" aria-label="${`${says}: ${name}`}">${says}</a>`;
  const more = (row: QueuedCustomer) => {
    const label = `${t("action.more")}: ${row.name}`;
    return html`<details class="menu"><summary class="btn btn--icon btn--s" aria-label="${label}" title="${label}">${icon("dots")}</summary><ul><li>${open("compare", row, t("registryQueue.review"), "mi")}</li><li>${press("leave", row, t("registryQueue.leave"), "mi")}</li></ul></details>`;
  };
  return (row) => {
    const news = newsOf(row.proposals);
    if (!news.length || row.isOtherId) return press("leave", row, t("registryQueue.close"));
    if (row.status === "active") {
      const isProposed = row.proposals.some(({ isTicked }) => isTicked);
      return html`${isProposed && press("proposed", row, t("registryQueue.accept"))}${open("compare", row, t("registryQueue.review"))}`;
    }
    const isNew = news.some(({ field }) => field === "businessStatus");
    return html`${isNew && press("businessStatus", row, t("registryQueue.takeStatus"))}${open("archive", row, t("registryQueue.archive"))}${more(row)}`;
  };
}
