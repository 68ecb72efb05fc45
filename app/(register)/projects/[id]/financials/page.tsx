import { paths } from "@/lib/paths";
import { InvoiceSection } from "../../../invoices/invoice-section";
import { newInvoicePanel } from "../../../invoices/new-invoice-panel";
import { editedIn, ProjectMonths } from "../months/months";
import { type OpenProjectPanel, type ProjectAddress, type ProjectCard, projectAt } from "../project-card";
import { ProjectFrame } from "../project-frame";

const customerOf = ({ project: { customerId, customerName, archivedAt } }: ProjectCard) => ({
  id: customerId,
  name: customerName,
  archivedAt,
});

const invoicePanel: OpenProjectPanel = (name, card) =>
  newInvoicePanel(name, {
    viewer: card.viewer,
    customer: customerOf(card),
    projectId: card.project.id,
    close: paths.projectTab(card.project.id, "financials"),
  });

/** The card of a project: its figures by month and its invoices, for those who see money. */
export default async function ProjectFinancials(address: ProjectAddress) {
  const card = await projectAt(address, "financials");
  return (
    <ProjectFrame {...card} tab="financials" titled={editedIn(card) !== null} panels={[invoicePanel]}>
      <div className="stack stack--l">
        <ProjectMonths {...card} />
        <InvoiceSection {...card} customer={customerOf(card)} projectId={card.project.id} />
      </div>
    </ProjectFrame>
  );
}
