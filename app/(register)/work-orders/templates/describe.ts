import { getTranslations } from "next-intl/server";
import type { Describe } from "@/lib/forms";
import type { TemplateField } from "@/lib/work-order-templates/fields";
import type { Assigning } from "@/lib/work-orders/fields";
import { describeOrder } from "../describe";
import { workOrderLabels, workOrderWords } from "../labels";

/** What the fields of a template are called. */
export async function templateLabels(): Promise<Record<TemplateField, string>> {
  const [t, labels] = await Promise.all([getTranslations("workOrderTemplate"), workOrderLabels()]);
  return { ...labels, name: t("name"), dueInDays: t("dueInDays") };
}

/** How a value of a template reads to a person. */
export const describeTemplate: Describe = async (viewer, field, value) => {
  const label = (await templateLabels())[field as TemplateField] ?? field;
  if (field === "assignTo") {
    const words = (await workOrderWords()).assignTo;
    return { label, text: words[String(value) as Assigning] ?? "" };
  }
  return { ...(await describeOrder(viewer, field, value)), label };
};
