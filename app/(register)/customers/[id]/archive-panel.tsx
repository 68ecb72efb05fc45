import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { openWork } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import { archive } from "../actions";
import type { Card } from "./card";

export async function ArchivePanel({ viewer, customer }: Card) {
  const t = await getTranslations();
  return (
    <FormPanel
      title={t("card.archiveTitle", { name: customer.name })}
      close={paths.customer(customer.id)}
      ask
      action={archive}
      submit={t("action.archive")}
      hidden={{ id: String(customer.id) }}
    >
      <ArchiveFields viewer={viewer} customerId={customer.id} />
    </FormPanel>
  );
}

/** What archiving means for a customer, what of its work is still open, and why it is done. */
export async function ArchiveFields({ viewer, customerId }: { viewer: Viewer; customerId: number }) {
  const [t, work] = await Promise.all([getTranslations(), openWork(viewer, customerId)]);
  const open = [
    work.projects > 0 && t("card.archiveProjects", { count: work.projects }),
    work.sales > 0 && t("card.archiveSales", { count: work.sales }),
    work.workOrders > 0 && t("card.archiveWorkOrders", { count: work.workOrders }),
    work.activities > 0 && t("card.archiveActivities", { count: work.activities }),
  ].filter(Boolean);
  return (
    <>
      <p>{t("card.archiveText")}</p>
      {open.length > 0 && <p>{t("card.archiveOpen", { list: open.join(", ") })}</p>}
      <Field name="archiveReason" label={t("customer.archiveReason")} kind="longText" />
    </>
  );
}
