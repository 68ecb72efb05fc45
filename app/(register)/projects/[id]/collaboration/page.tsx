import { type ProjectAddress, projectAt } from "../project-card";
import { ProjectFrame } from "../project-frame";

/** The card of a project: its tasks, notes and files. */
export default async function ProjectCollaboration(address: ProjectAddress) {
  const card = await projectAt(address, "collaboration");
  return (
    <ProjectFrame {...card} tab="collaboration">
      <div className="stack stack--l" />
    </ProjectFrame>
  );
}
