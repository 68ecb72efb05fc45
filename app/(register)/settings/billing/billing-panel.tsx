import { getTranslations } from "next-intl/server";
import type { organisationBilling } from "@/lib/billing/queries";
import { paths } from "@/lib/paths";
import { TermFields, typedTerms } from "../../billing/term-fields";
import { billingWords, termOrder } from "../../billing/words";
import { FormPanel } from "../../form-panel";
import { saveOrganisationBilling } from "./actions";

export async function BillingPanel({ own, version }: Awaited<ReturnType<typeof organisationBilling>>) {
  const [t, { labels }] = await Promise.all([getTranslations(), billingWords()]);
  const close = paths.settings("billing");
  return (
    <FormPanel
      title={t("billing.defaults")}
      close={close}
      action={saveOrganisationBilling}
      submit={t("action.save")}
      labels={labels}
      hidden={{ version: String(version) }}
      values={await typedTerms(termOrder, own)}
    >
      <TermFields fields={termOrder} own={own} wider={{}} />
    </FormPanel>
  );
}
