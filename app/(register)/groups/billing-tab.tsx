import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import type { Viewer } from "@/lib/access/viewer";
import { groupBilling } from "@/lib/billing/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import type { Group } from "@/lib/groups/queries";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { TermFields, typedTerms } from "../billing/term-fields";
import { billingWords, termOrder } from "../billing/words";
import { saveGroupBilling } from "./actions";
import { TabTop } from "./tab-top";

type Props = { viewer: Viewer; group: Group; params: Params };

/** What the customers of the group get where they have no value of their own. */
export async function BillingTab({ viewer, group, params }: Props) {
  const [t, { labels }, { own, organisation, version }] = await Promise.all([
    getTranslations(),
    billingWords(),
    groupBilling(viewer, group.id),
  ]);
  return (
    <>
      <TabTop params={params} />
      <Form
        key={`${group.id}.${version}`}
        action={saveGroupBilling}
        formKey={newFormKey()}
        title={`${t("billing.defaults")} · ${group.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={labels}
        hidden={{ id: String(group.id), version: String(version) }}
        values={await typedTerms(termOrder, own)}
        cancel={{ href: paths.groups(), label: t("action.cancel") }}
      >
        <p className="muted">{t("billing.groupText")}</p>
        <TermFields fields={termOrder} own={own} wider={{ organisation }} />
      </Form>
    </>
  );
}
