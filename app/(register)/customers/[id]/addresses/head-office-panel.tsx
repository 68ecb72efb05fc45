import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Address } from "@/lib/addresses/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { Card } from "../card";
import { saveHeadOffice } from "./actions";
import { addressLine } from "./address-line";

/** The other addresses, one of which becomes the head office. */
export async function HeadOfficePanel({ customer, address, others }: Card & { address: Address; others: Address[] }) {
  const t = await getTranslations();
  const title = t("address.changeHeadOffice");
  const close = paths.customer(customer.id);
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={saveHeadOffice}
        formKey={newFormKey()}
        title={`${title} · ${customer.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.change")}
        cancel={{ href: close, label: t("action.cancel") }}
        values={{ id: String(others[0]?.id ?? "") }}
        layout="stack"
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
      </Form>
    </Panel>
  );
}
