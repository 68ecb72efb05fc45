import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { Card, CardTab } from "../card";
import { saveNewLink } from "./actions";
import { addTabs } from "./add-tabs";
import { fileLabels, placeChoices } from "./choices";
import { LinkFields, PlaceFields } from "./file-fields";

export async function NewLinkPanel({ viewer, customer, tab }: Card & { tab: CardTab }) {
  const t = await getTranslations();
  const title = t("file.addTitle");
  const close = paths.customerTab(customer.id, tab);
  return (
    <Panel
      title={title}
      close={{ href: close, label: t("action.close") }}
      tabs={await addTabs({ customerId: customer.id, tab, current: "new-link" })}
    >
      <Form
        action={saveNewLink.bind(null, { customerId: customer.id, tab })}
        formKey={newFormKey()}
        title={`${title} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("file.add")}
        labels={await fileLabels()}
        hidden={{ id: String(customer.id) }}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <LinkFields isLink />
        <PlaceFields choices={await placeChoices(viewer, customer.id, null)} />
      </Form>
    </Panel>
  );
}
