import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { openWork } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import { archive } from "../actions";
import type { Card } from "./card";

export async function ArchivePanel({ viewer, customer }: Card) {
  const [t, work] = await Promise.all([getTranslations(), openWork(viewer, customer.id)]);
  const open = [
    work.projects > 0 && t("card.archiveProjects", { count: work.projects }),
    work.sales > 0 && t("card.archiveSales", { count: work.sales }),
    work.workOrders > 0 && t("card.archiveWorkOrders", { count: work.workOrders }),
    work.activities > 0 && t("card.archiveActivities", { count: work.activities }),
  ].filter(Boolean);
  const close = paths.customer(customer.id);
  const title = t("card.archiveTitle", { name: customer.name });
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={archive}
      submit={t("action.archive")}
      hidden={{ id: String(customer.id) }}
    >
      <p>{t("card.archiveText")}</p>
      {open.length > 0 && <p>{t("card.archiveOpen", { list: open.join(", ") })}</p>}
      <Field name="archiveReason" label={t("customer.archiveReason")} kind="longText" />
    </FormPanel>
  );
}
