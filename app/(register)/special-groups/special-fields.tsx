import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { SpecialGroupField } from "@/lib/special-groups/fields";

export async function SpecialFields() {
  const labels = await specialLabels();
  return (
    <>
      <Field name="name" label={labels.name} kind="text" required autoComplete="off" />
      <Field name="description" label={labels.description} kind="longText" />
    </>
  );
}

/** What the fields of a special group are called. */
export async function specialLabels(): Promise<Record<SpecialGroupField | "numbers", string>> {
  const t = await getTranslations();
  return { name: t("register.name"), description: t("register.description"), numbers: t("groups.pasteNumbers") };
}
