import { paths } from "@/lib/paths";
import { responsiblePanel } from "../../responsibilities/responsible-panels";
import type { OpenProjectPanel, ProjectTab } from "./project-card";

/** The panels of the project itself and of who takes part in it, on any of its tabs. */
export const projectPanel =
  (tab: ProjectTab): OpenProjectPanel =>
  (name, { viewer, project }) =>
    responsiblePanel({ viewer, here: paths.projectTab(project.id, tab) }, name);
