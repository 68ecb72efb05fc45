import { getTranslations } from "next-intl/server";
import { Badge, Chip, Chips } from "@/components/chips";
import { Notice } from "@/components/flash";
import { Head } from "@/components/head";
import { Facts, List, ListItem, Section } from "@/components/section";
import { countryName } from "@/lib/countries";
import type { BasicCustomer } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { addressLine } from "./addresses/address-line";

/** What everyone may know of a sister company's customer. */
export async function BasicCard({ customer }: { customer: BasicCustomer }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { name, number, city, country, types, addresses } = customer;
  return (
    <>
      <title>{`${name} · Kumppani`}</title>
      <Head
        card
        title={name ?? ""}
        note={number ?? ""}
        crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.customers(), label: t("nav.customers") }] }}
        below={
          <Chips>
            {types.map((type) => (
              <Chip key={type.id}>{type.name}</Chip>
            ))}
          </Chips>
        }
      />
      <Notice kind="note">{t("card.basicNote")}</Notice>
      <Facts
        items={[
          { label: t("address.city"), value: city },
          { label: t("customer.country"), value: country && countryName(country, locale) },
        ]}
      />
      {addresses.length > 0 && (
        <Section id="addresses" title={t("card.addresses")} count={String(addresses.length)}>
          <List>
            {addresses.map((address) => (
              <ListItem
                key={address.id}
                icon="pin"
                title={
                  <>
                    <span className="name">{addressLine(address)}</span>
                    {address.isHeadOffice && <Badge tone="on">{t("address.headOffice")}</Badge>}
                  </>
                }
                meta={address.country && countryName(address.country, locale)}
              />
            ))}
          </List>
        </Section>
      )}
    </>
  );
}
