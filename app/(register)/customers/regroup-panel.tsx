import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { FormPanel } from "../form-panel";
import { addToGroup } from "./actions";

type Props = { ids: readonly string[]; groups: readonly { id: number; name: string }[]; close: string };

/** Puts the ticked customers of the list into a group; what moves from another group is asked about first. */
export async function RegroupPanel({ ids, groups, close }: Props) {
  const t = await getTranslations();
  const title = t("customers.regroupTitle", { count: ids.length });
  return (
    <FormPanel title={title} close={close} ask action={addToGroup} submit={t("action.move")}>
      <p>{t("customers.regroupText")}</p>
      {ids.map((id) => (
        <input key={id} type="hidden" name="members" value={id} />
      ))}
      <Field
        name="id"
        label={t("customers.group")}
        kind="select"
        options={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
        required
      />
    </FormPanel>
  );
}
