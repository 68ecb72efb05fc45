import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import type { Address } from "@/lib/addresses/queries";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { FormPanel } from "../../../form-panel";
import type { Card } from "../card";
import { saveAddress, saveNewAddress } from "./actions";
import { AddressFields } from "./address-fields";
import { addressLabels } from "./labels";

export async function NewAddressPanel({ customer }: Card) {
  const t = await getTranslations();
  const close = paths.customer(customer.id);
  const title = t("address.add");
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      action={saveNewAddress}
      submit={t("action.save")}
      labels={await addressLabels()}
      hidden={{ id: String(customer.id) }}
      values={{ country: customer.country }}
    >
      <AddressFields />
    </FormPanel>
  );
}

export async function EditAddressPanel({ viewer, customer, address }: Card & { address: Address }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const close = paths.customer(customer.id);
  const title = t("address.edit");
  const { id, version, purposes, attention, street, postalCode, city, region, country, phone } = address;
  const by = (who: string | null) => who ?? t("card.system");
  const texts = { attention, street, postalCode, city, region, country, phone };
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      action={saveAddress}
      submit={t("action.save")}
      labels={await addressLabels()}
      hidden={{ id: String(id), version: String(version) }}
      values={{
        ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value ?? ""])),
        purposes,
      }}
      danger={
        <ButtonLink href={paths.customer(customer.id, { panel: `delete-address.${id}` })} tone="bad" icon="trash">
          {t("action.delete")}
        </ButtonLink>
      }
    >
      <AddressFields />
      <p className="xs faint">
        {t("customer.created", { when: format.dateTime(address.createdAt), who: by(address.createdBy) })}
        <br />
        {t("customer.updated", { when: format.dateTime(address.updatedAt), who: by(address.updatedBy) })}
      </p>
    </FormPanel>
  );
}
