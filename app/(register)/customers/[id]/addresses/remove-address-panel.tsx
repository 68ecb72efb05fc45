import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Address } from "@/lib/addresses/queries";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { deleteAddress } from "./actions";
import { addressLine } from "./address-line";

/** Asks first; where the head office goes and others stay, also which of them takes its place. */
export async function RemoveAddressPanel({
  customer,
  address,
  others,
}: Card & { address: Address; others: Address[] }) {
  const t = await getTranslations();
  const title = t("address.removeTitle");
  const close = paths.customer(customer.id);
  const successors = address.isHeadOffice ? others : [];
  const count = address.contacts.length;
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      ask
      action={deleteAddress}
      submit={t("action.delete")}
      tone="bad"
      labels={{ successorId: t("address.successor") }}
      hidden={{ id: String(address.id) }}
    >
      <p>{addressLine(address)}</p>
      {count > 0 && <p>{t("address.removeContacts", { count })}</p>}
      {successors.length > 0 && (
        <Field
          name="successorId"
          label={t("address.successor")}
          kind="radios"
          required
          options={successors.map((other) => ({ value: String(other.id), label: addressLine(other) }))}
        />
      )}
    </FormPanel>
  );
}
