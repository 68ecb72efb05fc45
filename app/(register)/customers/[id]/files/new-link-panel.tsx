import { getTranslations } from "next-intl/server";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../../form-panel";
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
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      tabs={await addTabs({ customerId: customer.id, tab, current: "new-link" })}
      action={saveNewLink.bind(null, { customerId: customer.id, tab })}
      submit={t("file.add")}
      labels={await fileLabels()}
      hidden={{ id: String(customer.id) }}
    >
      <LinkFields isLink />
      <PlaceFields choices={await placeChoices(viewer, customer.id, null)} />
    </FormPanel>
  );
}
