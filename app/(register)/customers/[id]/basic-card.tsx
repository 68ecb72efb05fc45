import { getTranslations } from "next-intl/server";
import { Chip, Chips } from "@/components/chips";
import { Notice } from "@/components/flash";
import { Head } from "@/components/head";
import { Facts } from "@/components/section";
import { countryName } from "@/lib/countries";
import type { Customer } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";

/** What everyone may know of a sister company's customer. */
export async function BasicCard({ customer }: { customer: Extract<Customer, { sight: "basic" }> }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { name, number, city, country, types } = customer;
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
    </>
  );
}
