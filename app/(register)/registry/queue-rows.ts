import { getTranslations } from "next-intl/server";
import { type Html, html, icon, tickCell } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { formatBusinessId } from "@/lib/identifiers/rules";
import { paths } from "@/lib/paths";
import type { QueuedCustomer } from "@/lib/registry/list";
import { placeQuery, type QueueFilter } from "@/lib/registry/queue";
import type { BusinessStatus } from "@/lib/registry/rules";
import { currentLocale } from "@/lib/session";
import { differenceLines, newsOf } from "./difference-lines";
import { businessStatusWords } from "./words";

/** Writes the rows that wait as text (see components/rows), each with its own buttons. */
export async function queueRows(viewer: Viewer, filter: QueueFilter): Promise<(row: QueuedCustomer) => Html> {
  const [t, locale, statuses, differences] = await Promise.all([
    getTranslations("registryQueue"),
    currentLocale(),
    businessStatusWords(),
    differenceLines(viewer),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const isCeased = filter.tab === "ceased";
  const press = (word: string, { id, version, name }: QueuedCustomer, label: string, says: string) =>
    html`<button type="submit" class="btn btn--s" name="one" value="${word}.${id}.${version}" aria-label="${`${label}: ${name}`}">${says}</button>`;
  const go = (panel: string, { id, name }: QueuedCustomer, label: string) =>
    html`<a class="btn btn--s" href="${paths.registry({ ...placeQuery(filter), panel: `${panel}.${id}` })}" aria-label="${`${label}: ${name}`}">${label}</a>`;

  const actions = (row: QueuedCustomer) => {
    const news = newsOf(row.proposals);
    if (!news.length || row.isOtherId) return press("leave", row, t("close"), t("close"));
    const takes = isCeased
      ? news.some(({ field }) => field === "businessStatus") &&
        press("businessStatus", row, t("takeStatus"), t("takeStatus"))
      : row.proposals.some(({ isTicked }) => isTicked) && press("proposed", row, t("accept"), t("accept"));
    return html`${go("compare", row, t("review"))}${takes}${isCeased && go("archive", row, t("archive"))}${
      isCeased && press("leave", row, t("leave"), t("leave"))
    }`;
  };
  const status = ({ status: said, record }: QueuedCustomer) => {
    const is = said as BusinessStatus;
    const since = record.statusOn && html` <span class="block xs faint">${format.day(record.statusOn)}</span>`;
    return html`<td data-l="${t("status")}"><span><span class="badge ${is === "restructuring" ? "badge--warn" : "badge--bad"}">${icon("warn")}${statuses[is]}</span>${since}</span></td>`;
  };

  return (row) => {
    const { id, version, customerId, name, number, businessId, country, register, fetchedAt } = row;
    const tick = tickCell({ name: "ticked", value: `${id}.${version}`, label: t("tick", { name }) });
    const numbers = [number, businessId && formatBusinessId(country, businessId)].filter(Boolean).join(" · ");
    return html`<tr>${tick}<td class="md:min-w-44"><a class="name" href="${paths.customer(customerId)}">${name}</a><span class="block xs faint">${numbers}</span></td><td data-l="${t("field")}"><span>${differences(row)}</span></td>${isCeased && status(row)}<td class="half" data-l="${t("fetched")}"><span>${format.date(fetchedAt)}<span class="block xs faint">${t(`registers.${register as "prh"}`)}</span></span></td><td><span class="flex flex-wrap gap-2 md:justify-end">${actions(row)}</span></td></tr>`;
  };
}
