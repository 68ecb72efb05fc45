import { getTranslations } from "next-intl/server";
import { plainMark, roleMark } from "@/components/role-rows";
import { type Html, html, icon } from "@/components/rows";
import type { Viewer } from "@/lib/access/viewer";
import { pageWith, paths } from "@/lib/paths";
import type { TeamMember, TeamTie } from "@/lib/responsibilities/parts";
import { phaseOf } from "@/lib/responsibilities/rules";

type Project = { id: number; name: string; status: string; team: readonly TeamMember[]; isMasked: boolean };

type Customer = { id: number; archivedAt: Date | null };

/** Who takes part in a project besides its manager, with the letters of their roles, and the way to all about them. */
export async function participantCell(viewer: Viewer, customer: Customer): Promise<(project: Project) => Html> {
  const t = await getTranslations("resp");
  const here = paths.customerTab(customer.id, "sales");
  const mark = ({ role, ...days }: TeamTie) => {
    const isFuture = phaseOf(days, viewer.facts.today) === "future";
    return role ? roleMark({ ...role, isFuture }) : plainMark("plain", isFuture);
  };
  const person = ({ name, ties }: TeamMember) => html`<span class="row nw">${ties.map(mark)} ${name}</span>`;
  const change = ({ id, name }: Project) =>
    html`<a class="btn btn--s btn--plain btn--icon" href="${pageWith(here, { panel: `team.project.${id}` })}" aria-haspopup="dialog" aria-label="${t("participantsOf", { name })}" title="${t("participantsOf", { name })}">${icon("edit")}</a>`;
  const mayChange = ({ status, isMasked }: Project) =>
    viewer.can("responsibilities") && customer.archivedAt === null && status !== "closed" && !isMasked;
  return (project) =>
    html`<span class="row">${project.team.filter(({ ties }) => ties.length > 0).map(person)}${mayChange(project) && change(project)}</span>`;
}
