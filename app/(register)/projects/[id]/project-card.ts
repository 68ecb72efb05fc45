import type { ReactNode } from "react";
import { wholeNumber } from "@/lib/access/post";
import { refuse } from "@/lib/access/refused";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { getProject, type Project } from "@/lib/projects/queries";
import { mayChangeProject, mayWorkIn } from "@/lib/projects/rules";
import { currentLocale, currentViewer } from "@/lib/session";

/** What every part of a project's card is given. */
export type ProjectCard = { viewer: Viewer; project: Project; query: Params };

/**
 * Turns the address into the panel it opens, or null where the panel is another part's. A panel without the right is
 * not there (`absent`); one that the state of the customer forbids stays closed.
 */
export type OpenProjectPanel = (name: string, card: ProjectCard) => ReactNode | null;

export const tabs = ["overview", "collaboration", "financials"] as const;
export type ProjectTab = (typeof tabs)[number];

/** A tab without the right is not there. */
export const maySee = (viewer: Viewer, tab: ProjectTab): boolean => tab !== "financials" || viewer.can("money.read");

export type ProjectAddress = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

/** The card at an address: whoever asks, the project as open to them, and what the address says besides. */
export async function projectAt(
  { params, searchParams }: ProjectAddress,
  tab: ProjectTab = "overview",
): Promise<ProjectCard> {
  const [viewer, locale, { id }, query] = await Promise.all([currentViewer(), currentLocale(), params, searchParams]);
  if (!maySee(viewer, tab)) refuse(viewer, "money.read");
  return { viewer, project: await getProject(viewer, wholeNumber(id) ?? absent(), locale), query };
}

/** May its facts and figures be changed now: with the right, and while its customer is not archived. */
export const isChangeable = ({ viewer, project }: Pick<ProjectCard, "viewer" | "project">): boolean =>
  project.archivedAt === null && mayChangeProject(viewer, project);

/** May one add tasks, notes and files now. */
export const isWorkable = ({ viewer, project }: Pick<ProjectCard, "viewer" | "project">): boolean =>
  project.archivedAt === null && mayWorkIn(viewer, project);
