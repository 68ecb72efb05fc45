import { getTranslations } from "next-intl/server";
import { type CustomField, customName } from "@/lib/custom-fields/rules";
import { type CustomReader, customValues } from "@/lib/custom-fields/words";
import { paths } from "@/lib/paths";
import { spread } from "@/lib/registers/fields";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { customReader } from "../../customers/custom-definitions";
import { FormPanel } from "../../form-panel";
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
    <FormPanel
      title={entry.label}
      close={close}
      action={save}
      submit={t("action.save")}
      labels={await entryLabels()}
      hidden={{ register, id: String(entry.id), version: String(entry.version) }}
      values={{ ...Object.fromEntries(values), ...(custom && { startValue: startOf(custom, reader) }) }}
    >
      <EntryFields register={register} custom={custom} />
    </FormPanel>
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
