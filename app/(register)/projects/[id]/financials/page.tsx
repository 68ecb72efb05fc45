import { type ProjectAddress, projectAt } from "../project-card";
import { ProjectFrame } from "../project-frame";

/** The card of a project: its figures by month and its invoices, for those who see money. */
export default async function ProjectFinancials(address: ProjectAddress) {
  const card = await projectAt(address, "financials");
  return (
    <ProjectFrame {...card} tab="financials">
      <div className="stack stack--l" />
    </ProjectFrame>
  );
}
