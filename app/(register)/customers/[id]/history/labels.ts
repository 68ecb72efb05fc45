import { getTranslations } from "next-intl/server";
import { customerLabels, kindAndStageWords } from "../../labels";
import { addressLabels, purposeWords } from "../addresses/labels";
import { relationLabels, relationWords } from "../relations/labels";

/** What the log's actions, fields and codes are called. */
export async function historyLabels() {
  const [t, customer, { kind, stage }] = await Promise.all([getTranslations(), customerLabels(), kindAndStageWords()]);
  const [addresses, purpose] = await Promise.all([addressLabels(), purposeWords()]);
  const [relations, { kinds: relation }] = await Promise.all([relationLabels(), relationWords()]);
  const fields: Record<string, Record<string, string>> = {
    addresses,
    customer_relations: relations,
    customers: {
      ...customer,
      archiveReason: t("customer.archiveReason"),
      archivedAt: t("customer.stageArchived"),
      deletedAt: t("history.deletedAt"),
      companyId: t("customer.company"),
    },
  };
  const done: Record<string, string> = {
    "relation.created": t("history.relationCreated"),
    "relation.deleted": t("history.relationDeleted"),
    "address.created": t("history.addressCreated"),
    "address.updated": t("history.addressUpdated"),
    "address.deleted": t("history.addressDeleted"),
    "address.headOfficeChosen": t("history.headOfficeChosen"),
    "customer.created": t("history.customerCreated"),
    "customer.updated": t("history.customerUpdated"),
    "customer.archived": t("history.customerArchived"),
    "customer.unarchived": t("history.customerUnarchived"),
    "customer.deleted": t("history.customerDeleted"),
    "customer.restored": t("history.customerRestored"),
    "group.customersChanged": t("history.groupChanged"),
  };
  const choices: Record<string, Record<string, string>> = { kind, stage, purpose, relation };
  return { fields, done, choices };
}
