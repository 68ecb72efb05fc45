import { getTranslations } from "next-intl/server";

/** What was done, by the word of the log. */
export async function deedWords(): Promise<Record<string, string>> {
  const t = await getTranslations("history");
  return {
    "customer.updated": t("customerUpdated"),
    "customer.archived": t("customerArchived"),
    "customer.unarchived": t("customerUnarchived"),
    "customer.deleted": t("customerDeleted"),
    "customer.restored": t("customerRestored"),
    "group.customersChanged": t("groupChanged"),
    "customer.created": t("customerCreated"),
    "address.created": t("addressCreated"),
    "address.updated": t("addressUpdated"),
    "address.deleted": t("addressDeleted"),
    "address.headOfficeChosen": t("addressHeadOfficeChosen"),
    "contact.created": t("contactCreated"),
    "contact.updated": t("contactUpdated"),
    "contact.deactivated": t("contactDeactivated"),
    "contact.reactivated": t("contactReactivated"),
    "contact.erased": t("contactErased"),
    "activity.created": t("activityCreated"),
    "activity.updated": t("activityUpdated"),
    "activity.completed": t("activityCompleted"),
    "activity.reopened": t("activityReopened"),
    "activity.deleted": t("activityDeleted"),
    "projectTask.completed": t("projectTaskCompleted"),
    "projectTask.reopened": t("projectTaskReopened"),
    "file.created": t("fileCreated"),
    "file.updated": t("fileUpdated"),
    "file.deleted": t("fileDeleted"),
    "file.downloaded": t("fileDownloaded"),
    "relation.created": t("relationCreated"),
    "relation.deleted": t("relationDeleted"),
    "groupings.updated": t("customerGrouped"),
    "billing.updated": t("billingUpdated"),
    "activities.completed": t("activityCompleted"),
    "activities.reopened": t("activityReopened"),
    "activities.reassigned": t("activityUpdated"),
    "contacts.keyword": t("contactUpdated"),
    "contacts.role": t("contactUpdated"),
  };
}
