import { getTranslations } from "next-intl/server";
import { paths } from "@/lib/paths";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { FormPanel } from "../../form-panel";
import { remove } from "./actions";

export async function DeletePanel({ register, entry }: { register: RegisterName; entry: Entry }) {
  const t = await getTranslations();
  const { used } = entry;
  const close = paths.settings(registerOf(register).section);
  const title = t("register.deleteTitle", { name: entry.label });
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={remove}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ register, id: String(entry.id), ...(used > 0 && { confirmed: `values:${used}` }) }}
    >
      <p>{used > 0 ? t("doubt.valuesLost", { n: used }) : t("register.deleteText")}</p>
    </FormPanel>
  );
}
