import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { mayChangeProject } from "@/lib/projects/rules";
import { responsiblePanel } from "../../responsibilities/responsible-panels";
import { DeletePanel } from "./delete-panel";
import { EditPanel } from "./edit-panel";
import { isChangeable, type OpenProjectPanel, type ProjectTab } from "./project-card";

/** The panels of the project itself, "edit" and "delete", and of who takes part in it, on any of its tabs. */
export const projectPanel =
  (tab: ProjectTab): OpenProjectPanel =>
  (name, card) => {
    const { viewer, project } = card;
    if (name !== "edit" && name !== "delete") {
      return responsiblePanel({ viewer, here: paths.projectTab(project.id, tab) }, name);
    }
    if (!mayChangeProject(viewer, project)) absent();
    if (!isChangeable(card)) return null;
    return name === "edit" ? <EditPanel {...card} /> : <DeletePanel {...card} />;
  };
