import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { paths } from "@/lib/paths";
import { FormPanel } from "../form-panel";
import { addSpecialGroup } from "./actions";
import { SpecialFields, specialLabels } from "./special-fields";

/** Name, description and, at once or later, its customers. */
export async function NewSpecialGroup() {
  const [t, labels] = await Promise.all([getTranslations(), specialLabels()]);
  return (
    <FormPanel
      title={t("specialGroups.add")}
      close={paths.specialGroups()}
      action={addSpecialGroup}
      submit={t("action.save")}
      labels={labels}
    >
      <SpecialFields />
      <Field name="numbers" label={labels.numbers} kind="longText" hint={t("specialGroups.numbersHint")} />
    </FormPanel>
  );
}
