import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { type CustomField, customName } from "@/lib/custom-fields/rules";
import { type CustomReader, customValues } from "@/lib/custom-fields/words";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { spread } from "@/lib/registers/fields";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { customReader } from "../../customers/custom-definitions";
import { save } from "./actions";
import { EntryFields } from "./entry-fields";
import { entryLabels } from "./labels";

/** @param options of a custom field, in which one can choose its start value */
export async function EditPanel({
  register,
  entry,
  options = [],
}: {
  register: RegisterName;
  entry: Entry;
  options?: readonly Entry[];
}) {
  const [t, reader] = await Promise.all([getTranslations(), customReader()]);
  const custom = register === "customFields" ? customFieldOf(entry, options) : undefined;
  const close = paths.settings(registerOf(register).section);
  const values = Object.entries(spread(entry.values)).map(([field, value]) => [field, String(value ?? "")]);
  return (
    <Panel title={entry.label} close={{ href: close, label: t("action.close") }}>
      <Form
        action={save}
        formKey={newFormKey()}
        title={`${entry.label} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await entryLabels()}
        hidden={{ register, id: String(entry.id), version: String(entry.version) }}
        values={{ ...Object.fromEntries(values), ...(custom && { startValue: startOf(custom, reader) }) }}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <EntryFields register={register} custom={custom} />
      </Form>
    </Panel>
  );
}

function customFieldOf({ id, values, disabledAt }: Entry, options: readonly Entry[]): CustomField {
  const own = options.filter((option) => option.values.fieldId === id);
  const names = ({ values: held }: Entry) => held.names as CustomField["names"];
  return {
    ...(values as Omit<CustomField, "id" | "disabledAt" | "options">),
    id,
    disabledAt,
    options: own.map((option) => ({ id: option.id, names: names(option), disabledAt: option.disabledAt })),
  };
}

/** What new customers begin with, as a form shows it. */
const startOf = (field: CustomField, reader: CustomReader) =>
  customValues([field], { [field.id]: field.startValue }, reader)[customName(field.id)] ?? "";
