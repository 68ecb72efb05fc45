import { getTranslations } from "next-intl/server";
import { wholeNumber } from "@/lib/access/post";
import { customerBilling } from "@/lib/billing/queries";
import { effective } from "@/lib/billing/rules";
import { formatsOf } from "@/lib/format";
import { absent } from "@/lib/outcome";
import { getWonCase, proposedNumber } from "@/lib/projects/queries";
import { mayAddProject, mayChooseManager } from "@/lib/projects/rules";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import { addProject } from "../../../projects/actions";
import { contactOptions, managerOptions } from "../../../projects/choices";
import { projectLabels } from "../../../projects/labels";
import { ProjectFields } from "../../../projects/project-fields";
import type { Card, OpenPanel } from "../card";
import { salesTab } from "./sale-address";

/** A new project, `?panel=new-project`, with `&salesCase=12` from a won sales case. */
export const newProjectPanel: OpenPanel = (name, card) => {
  if (name !== "new-project") return null;
  if (!mayAddProject(card.viewer)) absent();
  return card.customer.archivedAt === null ? <NewProjectPanel {...card} /> : null;
};

async function NewProjectPanel(card: Card) {
  const { viewer, customer, query } = card;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const seesMoney = viewer.can("money.read");
  const saleId = wholeNumber(query.salesCase);
  const sale = saleId === null ? null : await getWonCase(viewer, saleId, customer.id);
  const [labels, managers, contacts, nextNumber, terms] = await Promise.all([
    projectLabels(),
    mayChooseManager(viewer) ? managerOptions(viewer) : null,
    contactOptions(viewer, customer.id),
    proposedNumber(viewer),
    customerBilling(viewer, customer),
  ]);
  const usual = String(effective(terms.levels, "currency")?.value ?? viewer.facts.currency);
  const format = formatsOf(locale, viewer.facts.timeZone);
  return (
    <FormPanel
      title={t("project.new")}
      about={customer.name}
      close={salesTab(card)}
      action={addProject}
      submit={t("project.add")}
      labels={labels}
      hidden={{ id: String(customer.id), ...(sale && { salesCaseId: String(sale.id) }) }}
      values={{
        status: "planned",
        billingMethod: "hourly",
        ...(managers && { managerId: String(viewer.employeeId) }),
        ...(sale && { name: sale.name, contactId: String(sale.contactId ?? ""), description: sale.description ?? "" }),
        ...(seesMoney && {
          currency: sale?.expectedValue ? sale.currency : usual,
          budget: format.typed(sale?.expectedValue ?? null),
        }),
      }}
    >
      {sale && <p className="muted">{t("project.fromSale", { name: sale.name })}</p>}
      <ProjectFields managers={managers} contacts={contacts} seesMoney={seesMoney} nextNumber={nextNumber} />
    </FormPanel>
  );
}
