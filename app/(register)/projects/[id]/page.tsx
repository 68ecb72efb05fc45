import { type ProjectAddress, projectAt } from "./project-card";
import { ProjectFrame } from "./project-frame";

/** The card of a project: what it is, who works on it and how far it has come. */
export default async function ProjectOverview(address: ProjectAddress) {
  const card = await projectAt(address);
  return (
    <ProjectFrame {...card} tab="overview">
      <div className="cols">
        <div className="stack stack--l" />
        <div className="stack stack--l" />
      </div>
    </ProjectFrame>
  );
}
