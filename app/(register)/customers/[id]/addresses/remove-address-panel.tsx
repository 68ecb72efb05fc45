import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Address } from "@/lib/addresses/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
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
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={deleteAddress}
        formKey={newFormKey()}
        title={`${title} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        labels={{ successorId: t("address.successor") }}
        hidden={{ id: String(address.id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
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
      </Form>
    </Panel>
  );
}
