import { getTranslations } from "next-intl/server";
import { type Html, html } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import type { Proposal } from "@/lib/registry/differences";
import { type QueuedField, queuedFields } from "@/lib/registry-queue/filter";
import type { QueuedCustomer } from "@/lib/registry-queue/list";
import { comparedTexts, registryLabels } from "./comparison-words";

const mostShown = 2;

/** What of a customer differs from its register now, but for the status: two with both values, of the rest the names. */
export async function differenceLines(viewer: Viewer): Promise<(row: QueuedCustomer) => Html> {
  const [t, labels, texts] = await Promise.all([
    getTranslations("registryQueue"),
    registryLabels(),
    comparedTexts(viewer),
  ]);
  const nothing = html`<span class="faint">${t("nothing")}</span>`;
  const line = (proposal: Proposal, country: string) => {
    const { was, is } = sidesOf(proposal, country, texts);
    return html`<span class="block"><span class="faint">${labels[proposal.field]}</span> ${was || nothing} → ${is || nothing}</span>`;
  };
  return ({ proposals, country, isOtherId }) => {
    if (isOtherId) return html`<span class="block faint">${t("otherId")}</span>`;
    const news = newsOf(proposals);
    if (!news.length) return html`<span class="block faint">${t("noDifference")}</span>`;
    const [shown, others] = [news.filter(isNoStatus).slice(0, mostShown), news.filter(isNoStatus).slice(mostShown)];
    const fields = others.map(({ field }) => labels[field]).join(", ");
    return html`${shown.map((proposal) => line(proposal, country))}${fields && html`<span class="block faint">${t("alsoDiffers", { fields })}</span>`}`;
  };
}

const isNoStatus = ({ field }: Proposal) => field !== "businessStatus";

/** What there is to decide, weightiest first. That a business goes on is no news where nobody has asked before. */
export function newsOf(proposals: readonly Proposal[]): Proposal[] {
  const place = ({ field }: Proposal) => queuedFields.indexOf(field as QueuedField);
  const isKnown = (one: Proposal) => one.field === "businessStatus" && (one.before ?? "active") === one.value;
  return proposals
    .filter((one) => one.state === "differs" && place(one) >= 0 && !isKnown(one))
    .toSorted((one, other) => place(one) - place(other));
}

/** Both sides on one line; of several writings the one that is proposed. */
function sidesOf(proposal: Proposal, country: string, texts: Awaited<ReturnType<typeof comparedTexts>>) {
  const inLine = (text: string) => text.split("\n").join(", ");
  if (proposal.field === "name") return { was: proposal.before, is: proposal.choices[0]?.value ?? "" };
  if (proposal.field === "address") {
    const [first] = proposal.choices;
    return {
      was: inLine(texts.address(proposal.before, country)),
      is: inLine(texts.address(first?.address ?? null, country)),
    };
  }
  const { field, before, value } = proposal;
  return { was: texts.plain(field, before), is: texts.plain(field, value) };
}
