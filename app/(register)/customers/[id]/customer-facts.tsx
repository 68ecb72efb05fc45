import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Facts, Section } from "@/components/section";
import type { Locale } from "@/lib/access/viewer";
import { formatWebsite } from "@/lib/contact-details";
import { countryName } from "@/lib/countries";
import { externalFieldsFor } from "@/lib/customers/fields";
import type { FullCustomer } from "@/lib/customers/queries";
import { formatsOf } from "@/lib/format";
import { formatBusinessId, formatVatNumber } from "@/lib/identifiers/rules";
import { industryName, sectionOf } from "@/lib/industries/rules";
import { localeNames } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { checkPhone, formatPhone, phoneHref } from "@/lib/phones";
import { currentLocale } from "@/lib/session";
import { timeZoneName } from "@/lib/time-zones";
import { businessStatusText } from "../../registry/words";
import { customerLabels, kindAndStageWords } from "../labels";
import { type Card, isEditable } from "./card";
import { groupingItems, listOf } from "./settings/grouping-items";

export async function CustomerFacts(card: Card) {
  const { customer } = card;
  const { kind, country, businessId, vatNumber, email, website, language } = customer;
  const { industryCode, timeZone, annualRevenue, staff } = customer;
  const [t, locale, labels, words] = await Promise.all([
    getTranslations(),
    currentLocale(),
    customerLabels(country),
    kindAndStageWords(),
  ]);
  const format = formatsOf(locale, card.viewer.facts.timeZone);
  return (
    <Section
      id="facts"
      title={t("card.facts")}
      actions={
        isEditable(card) && (
          <ButtonLink
            href={paths.customer(customer.id, { panel: "edit" })}
            tone="plain"
            small
            icon="edit"
            label={t("card.edit")}
          />
        )
      }
    >
      <Facts
        items={[
          { label: labels.kind, value: kind === "organisation" ? null : words.kind[kind] },
          { label: labels.businessId, value: businessId && formatBusinessId(country, businessId) },
          { label: labels.vatNumber, value: vatNumber && formatVatNumber(vatNumber) },
          {
            label: labels.industryCode,
            value: industryCode && <Industry {...customer} code={industryCode} locale={locale} />,
          },
          { label: labels.companyForm, value: customer.companyForm },
          { label: t("customer.businessStatus"), value: await businessStatusOf(customer) },
          { label: labels.email, value: email && <a href={`mailto:${email}`}>{email}</a> },
          { label: labels.phone, value: customer.phone && <PhoneLink phone={customer.phone} country={country} /> },
          { label: labels.website, value: website && <a href={website}>{formatWebsite(website)}</a> },
          { label: labels.language, value: language && localeNames[language] },
          { label: labels.country, value: countryName(country, locale) },
          { label: labels.timeZone, value: timeZone && timeZoneName(timeZone) },
          { label: labels.annualRevenue, value: annualRevenue && format.money(annualRevenue, "EUR") },
          { label: labels.staff, value: staff === null ? null : format.number(staff) },
          ...externalFieldsFor(card.viewer).map((field) => ({
            label: labels[field],
            value: customer.externalIds[field],
          })),
          { label: t("customer.company"), value: card.viewer.uses("multiCompany") && customer.companyName },
          ...(await groupingItems(customer)),
        ]}
      />
      {isEditable(card) && (
        <p className="xs pt-3">
          <a href={paths.customerTab(customer.id, "settings", { panel: "groupings" })}>{t("grouping.edit")}</a>
        </p>
      )}
    </Section>
  );
}

const businessStatusOf = ({ businessStatus, businessStatusOn }: FullCustomer) =>
  businessStatus && businessStatusText(businessStatus, businessStatusOn);

/** The code with the name of its section, which finds the other customers of that industry. */
function Industry({ code, locale, ...customer }: Parameters<typeof listOf>[0] & { code: string; locale: Locale }) {
  const section = sectionOf(code);
  const name = industryName(code, locale);
  return section ? <a href={paths.customers({ ...listOf(customer), industry: section })}>{name}</a> : name;
}

function PhoneLink({ phone: raw, country }: { phone: string; country: string }) {
  const phone = checkPhone(raw, country);
  const call = phoneHref(phone);
  return call ? <a href={call}>{formatPhone(phone)}</a> : raw;
}
