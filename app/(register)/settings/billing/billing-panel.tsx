import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { organisationBilling } from "@/lib/billing/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { TermFields, typedTerms } from "../../billing/term-fields";
import { billingWords, termOrder } from "../../billing/words";
import { saveOrganisationBilling } from "./actions";

export async function BillingPanel({ own, version }: Awaited<ReturnType<typeof organisationBilling>>) {
  const [t, { labels }] = await Promise.all([getTranslations(), billingWords()]);
  const close = paths.settings("billing");
  return (
    <Panel title={t("billing.defaults")} close={{ href: close, label: t("action.close") }}>
      <Form
        action={saveOrganisationBilling}
        formKey={newFormKey()}
        title={`${t("billing.defaults")} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={labels}
        hidden={{ version: String(version) }}
        values={await typedTerms(termOrder, own)}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <TermFields fields={termOrder} own={own} wider={{}} />
      </Form>
    </Panel>
  );
}
