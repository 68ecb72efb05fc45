import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { bringBack } from "./actions";

/** Brings one customer back from the bin. */
export async function RestorePanel({ id, close }: { id: string; close: string }) {
  const t = await getTranslations();
  const title = t("customers.restoreTitle");
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={bringBack}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.restore")}
        cancel={{ href: close, label: t("action.cancel") }}
        hidden={{ id }}
      >
        <p>{t("customers.restoreText")}</p>
      </Form>
    </Panel>
  );
}
