import { getTranslations } from "next-intl/server";
import { getComparison } from "@/lib/registry/queries";
import { ArchiveFields } from "../customers/[id]/archive-panel";
import { FormPanel } from "../form-panel";
import { archiveCeased } from "./actions";
import type { PanelProps } from "./panels";
import { queryOf } from "./query-of";
import { businessStatusText } from "./words";

/** Archives a customer whose business is no more, with what the register says as the reason. */
export async function ArchivePanel({ viewer, id, filter, close }: PanelProps) {
  const [t, comparison] = await Promise.all([getTranslations(), getComparison(viewer, id)]);
  const { customerId, name, register, status, statusOn } = comparison;
  const said = await businessStatusText(status, statusOn);
  const source = t(`registryQueue.registers.${register.name as "prh"}`);
  return (
    <FormPanel
      title={t("card.archiveTitle", { name })}
      close={close}
      ask
      action={archiveCeased.bind(null, queryOf(filter))}
      submit={t("action.archive")}
      hidden={{ id: customerId }}
      values={{ archiveReason: t("registryQueue.archiveReason", { register: source, status: said }) }}
    >
      <ArchiveFields viewer={viewer} customerId={customerId} />
    </FormPanel>
  );
}
