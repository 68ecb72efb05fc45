import { getTranslations } from "next-intl/server";
import { FormPanel } from "../form-panel";
import { bringBack } from "./actions";

/** Brings one customer back from the bin. */
export async function RestorePanel({ id, close }: { id: string; close: string }) {
  const t = await getTranslations();
  const title = t("customers.restoreTitle");
  return (
    <FormPanel title={title} close={close} ask action={bringBack} submit={t("action.restore")} hidden={{ id }}>
      <p>{t("customers.restoreText")}</p>
    </FormPanel>
  );
}
