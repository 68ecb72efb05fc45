import { getTranslations } from "next-intl/server";
import { billingWords } from "../../../billing/words";
import { fileLabels } from "../../../files/choices";
import { loggedInvoiceLabels } from "../../../invoices/words";
import { columnWords, taskLabels } from "../../../project-tasks/labels";
import { figureLabels } from "../../../projects/[id]/months/labels";
import { billingMethodWords, projectLabels, statusWords } from "../../../projects/labels";
import { businessStatusWords } from "../../../registry/words";
import { workOrderLabels, workOrderWords } from "../../../work-orders/labels";
import { customerLabels, kindAndStageWords } from "../../labels";
import { activityLabels, activityWords } from "../activities/labels";
import { addressLabels, purposeWords } from "../addresses/labels";
import { relatedLabels } from "../companies/labels";
import { contactLabels } from "../contacts/labels";
import { relationLabels, relationWords } from "../relations/labels";
import { saleLabels } from "../sales/sale-labels";
import { groupingLabels } from "../settings/grouping-labels";
import { unitLabels } from "../units/labels";
import { deedWords } from "./deeds";

type ByName = Record<string, string>;

/** What the log's actions, fields and codes are called. A field without a name here is not told. */
export async function historyLabels() {
  const [t, done, fields, choices] = await Promise.all([getTranslations(), deedWords(), fieldWords(), choiceWords()]);
  return { done, fields, choices, deleted: t("contact.deleted") };
}

async function fieldWords(): Promise<Record<string, ByName>> {
  const t = await getTranslations();
  const completedAt = t("history.completedAt");
  return {
    customers: {
      ...(await groupingLabels()),
      ...(await customerLabels()),
      ...(await unitLabels()),
      address: t("address.headOffice"),
      businessStatus: t("customer.businessStatus"),
      businessStatusOn: t("history.businessStatusOn"),
      archiveReason: t("customer.archiveReason"),
      archivedAt: t("customer.stageArchived"),
      deletedAt: t("history.deletedAt"),
      companyId: t("customer.company"),
      relatedCompanies: t("customer.relatedCompanies"),
      responsibles: t("resp.people"),
    },
    projects: { ...(await projectLabels()), responsibles: t("project.participants") },
    project_months: await figureLabels(),
    sales_cases: await saleLabels(),
    addresses: await addressLabels(),
    customer_contacts: { ...(await contactLabels()), inactiveAt: t("history.inactiveAt") },
    activities: { ...(await activityLabels()), kind: t("activity.kind"), completedAt },
    project_tasks: await taskLabels(),
    customer_work_orders: { ...(await workOrderLabels()), completedAt },
    files: await fileLabels(),
    customer_relations: await relationLabels(),
    invoices: await loggedInvoiceLabels(),
    customer_companies: await relatedLabels(),
    billing: (await billingWords()).labels,
  };
}

async function choiceWords(): Promise<Record<string, ByName>> {
  const t = await getTranslations("activity");
  const [{ repeats, remindBefore }, relation, orders] = await Promise.all([
    activityWords(),
    relationWords(),
    workOrderWords(),
  ]);
  return {
    ...(await kindAndStageWords()),
    businessStatus: await businessStatusWords(),
    ...(await billingWords()).choices,
    purpose: await purposeWords(),
    repeats,
    remindBefore,
    relation: relation.kinds,
    projectStatus: await statusWords(),
    projectBilling: await billingMethodWords(),
    taskStatus: await columnWords(),
    workOrderStatus: orders.status,
    workOrderVisibility: orders.visibility,
    activity: { todo: t("kindTodo"), event: t("kindEvent"), note: t("kindNote") },
  };
}
