import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { EmptyLine } from "@/components/empty";
import { List, ListItem, Section } from "@/components/section";
import { addressesOf } from "@/lib/addresses/queries";
import { addressLines } from "@/lib/addresses/rules";
import { currentLocale } from "@/lib/session";
import type { Card } from "../card";

export async function AddressSection({ viewer, customer }: Card) {
  const [t, locale, addresses] = await Promise.all([
    getTranslations(),
    currentLocale(),
    addressesOf(viewer, customer.id),
  ]);
  return (
    <Section id="addresses" title={t("card.addresses")} count={String(addresses.length)}>
      {addresses.length === 0 ? (
        <EmptyLine text={t("card.noAddresses")} />
      ) : (
        <List>
          {addresses.map((address) => (
            <ListItem
              key={address.id}
              icon="pin"
              title={
                <>
                  <span className="name">
                    {addressLines(address, { country: viewer.facts.country, locale }).join(", ")}
                  </span>
                  {address.isHeadOffice && <Badge tone="on">{t("address.headOffice")}</Badge>}
                </>
              }
            />
          ))}
        </List>
      )}
    </Section>
  );
}
