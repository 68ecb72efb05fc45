import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Address } from "@/lib/addresses/queries";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { saveHeadOffice } from "./actions";
import { addressLine } from "./address-line";

/** The other addresses, one of which becomes the head office. */
export async function HeadOfficePanel({ customer, address, others }: Card & { address: Address; others: Address[] }) {
  const t = await getTranslations();
  const title = t("address.changeHeadOffice");
  const close = paths.customer(customer.id);
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      ask
      action={saveHeadOffice}
      submit={t("action.change")}
      values={{ id: String(others[0]?.id ?? "") }}
    >
      <p>{t("address.currentHeadOffice", { address: addressLine(address) })}</p>
      <Field
        name="id"
        label={t("address.successor")}
        kind="radios"
        required
        options={others.map((other) => ({ value: String(other.id), label: addressLine(other) }))}
      />
      <p className="xs faint">{t("address.formerStays")}</p>
    </FormPanel>
  );
}
