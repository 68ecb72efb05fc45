import { getTranslations } from "next-intl/server";
import { type Html, html, icon } from "@/components/rows";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { ProjectSum } from "@/lib/projects/figures";
import type { ListedProject } from "@/lib/projects/queries";
import { type HoursLight, hoursLight, hoursShare } from "@/lib/projects/rules";
import { currentLocale } from "@/lib/session";
import { lightLooks, lightWords, periodOf, statusWords } from "../../../projects/labels";
import { participantCell } from "../../../responsibilities/participant-cell";
import type { Card } from "../card";

type Spent = Pick<ListedProject, "hours" | "budgetHours">;

/**
 * The rows of a list of projects: money only for those who see it.
 * @param below whether customers are named, as there may be several
 */
export async function projectRows({ viewer, customer }: Card, below: boolean) {
  const [t, locale, states, lights, peopleOf] = await Promise.all([
    getTranslations("project"),
    currentLocale(),
    statusWords(),
    lightWords(),
    participantCell(viewer, customer),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const money = viewer.can("money.read");
  const number = (decimal: string) => format.number(Number(decimal));

  const badge = (light: HoursLight, title: string) => {
    const { tone, icon: sign } = lightLooks[light];
    return html`<span class="sub"><span class="badge badge--${tone}" title="${title}">${icon(sign)}${lights[light]}</span></span>`;
  };
  const hours = ({ hours, budgetHours }: Spent) => {
    const light = hoursLight(hours, budgetHours);
    const share = hoursShare(hours, budgetHours);
    const said = share === null ? "" : t("hoursShare", { share: format.percent(share) });
    return html`<span><span class="nw">${number(hours ?? "0")}${budgetHours !== null && ` / ${number(budgetHours)}`}</span>${light && badge(light, said)}</span>`;
  };
  const billed = (of: {
    billed: string | null;
    budget: string | null;
    share: number | null;
    currency: string;
  }): Html => {
    const sum = (decimal: string) => format.money(decimal, of.currency);
    const share = of.share === null ? "" : ` · ${format.percent(of.share)}`;
    return html`<span><span class="nw">${sum(of.billed ?? "0")}</span>${of.budget !== null && html`<span class="sub">${t("ofBudget", { budget: sum(of.budget) })}${share}</span>`}</span>`;
  };

  const row = (project: ListedProject): Html => {
    const { id, name, status, team } = project;
    const manager = team.find(({ isLead }) => isLead)?.name;
    const period = periodOf(project, format);
    const unit =
      below && html` · <a class="quiet" href="${paths.customer(project.customer.id)}">${project.customer.name}</a>`;
    return html`<tr id="project-${id}"><th scope="row" class="longname"><a class="name" href="${paths.project(id)}">${name}</a><span class="sub">${project.number}${unit}</span></th>
      <td data-l="${t("status")}"><span>${states[status]}${period.length > 0 && html`<span class="sub">${period.map((day) => html`<span class="nw">${day}</span> `)}</span>`}</span></td>
      <td data-l="${t("manager")}">${manager}</td>
      <td data-l="${t("participants")}">${peopleOf(project)}</td>
      <td class="num" data-l="${t("hours")}">${hours(project)}</td>
      ${money && html`<td class="num" data-l="${t("billed")}">${billed(project)}</td>`}</tr>`;
  };

  const hoursOfAll = ({ hours, agreedHours, budgetHours }: ProjectSum): Html => {
    const agreed = t("ofAgreed", { used: number(agreedHours ?? "0"), budget: number(budgetHours ?? "0") });
    return html`<span><span class="nw">${number(hours)}</span>${budgetHours !== null && html`<span class="sub">${agreed}</span>`}</span>`;
  };

  /** What all those shown come to, in the organisation's currency. */
  const total = (sum: ProjectSum): Html => {
    const all = html`<td class="num" data-l="${t("billed")}">${billed({ ...sum, currency: viewer.facts.currency })}</td>`;
    return html`<tr><th scope="row" colspan="4">${t("total", { n: sum.count })}</th>
      <td class="num" data-l="${t("hours")}">${hoursOfAll(sum)}</td>
      ${money && all}</tr>`;
  };

  const heads = [
    { name: t("name") },
    { name: t("status") },
    { name: t("manager") },
    { name: t("participants") },
    { name: t("hours"), num: true },
    ...(money ? [{ name: t("billed"), num: true }] : []),
  ] as { name: string; num?: true }[];
  return { heads, row, total };
}
