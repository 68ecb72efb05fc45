import { getTranslations } from "next-intl/server";
import { type Html, html } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import { differingOf, type Proposal } from "@/lib/registry/differences";
import type { QueuedCustomer } from "@/lib/registry/list";
import type { RegistryField } from "@/lib/registry/rules";
import { comparedTexts, registryLabels } from "./comparison-words";

const mostShown = 2;
/** What is told first. */
const telling: readonly RegistryField[] = ["businessStatus", "name", "address", "email", "website"];

/** What of a customer differs from its register now: the two that matter most with both values, of the rest the names. */
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
    if (isOtherId) return html`<span class="faint">${t("otherId")}</span>`;
    const news = newsOf(proposals);
    if (!news.length) return html`<span class="faint">${t("noDifference")}</span>`;
    const shown = news.filter(({ field }) => telling.includes(field)).slice(0, mostShown);
    const others = news.filter((proposal) => !shown.includes(proposal)).map(({ field }) => labels[field]);
    const more =
      others.length > 0 &&
      html`<span class="block faint">${shown.length ? t("alsoDiffers", { fields: others.join(", ") }) : others.join(", ")}</span>`;
    return html`${shown.map((proposal) => line(proposal, country))}${more}`;
  };
}

/** What differs, in the order in which it is told. That a business goes on is no news where nobody has asked before. */
export function newsOf(proposals: readonly Proposal[]): Proposal[] {
  const differing = differingOf(proposals);
  const isNews = (one: Proposal) =>
    differing.includes(one.field) && !(one.field === "businessStatus" && one.before === null && one.value === "active");
  const place = ({ field }: Proposal) => (telling.includes(field) ? telling.indexOf(field) : telling.length);
  return proposals.filter(isNews).toSorted((one, other) => place(one) - place(other));
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
