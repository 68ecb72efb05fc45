import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Facts, Section } from "@/components/section";
import { formatWebsite } from "@/lib/contact-details";
import { countryName } from "@/lib/countries";
import { formatBusinessId, formatVatNumber } from "@/lib/identifiers/rules";
import { localeNames } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import { checkPhone, formatPhone, phoneHref } from "@/lib/phones";
import { currentLocale } from "@/lib/session";
import { customerLabels, kindAndStageWords } from "../labels";
import { type Card, isEditable } from "./card";
import { groupingItems } from "./settings/grouping-items";

export async function CustomerFacts(card: Card) {
  const { customer } = card;
  const { kind, country, businessId, vatNumber, email, website, language, description } = customer;
  const [t, locale, labels, words] = await Promise.all([
    getTranslations(),
    currentLocale(),
    customerLabels(country),
    kindAndStageWords(),
  ]);
  return (
    <Section
      id="facts"
      title={t("card.facts")}
      actions={
        isEditable(card) && (
          <ButtonLink href={paths.customer(customer.id, { panel: "edit" })} tone="plain" small icon="edit">
            {t("action.edit")}
          </ButtonLink>
        )
      }
    >
      <Facts
        items={[
          { label: labels.kind, value: kind === "organisation" ? null : words.kind[kind] },
          { label: labels.businessId, value: businessId && formatBusinessId(country, businessId) },
          { label: labels.vatNumber, value: vatNumber && formatVatNumber(vatNumber) },
          { label: labels.email, value: email && <a href={`mailto:${email}`}>{email}</a> },
          { label: labels.phone, value: customer.phone && <PhoneLink phone={customer.phone} country={country} /> },
          { label: labels.website, value: website && <a href={website}>{formatWebsite(website)}</a> },
          { label: labels.language, value: language && localeNames[language] },
          { label: labels.country, value: countryName(country, locale) },
          { label: t("customer.company"), value: customer.companyName },
          ...(await groupingItems(customer)),
          {
            label: labels.description,
            value: description && <span className="whitespace-pre-line">{description}</span>,
          },
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

function PhoneLink({ phone: raw, country }: { phone: string; country: string }) {
  const phone = checkPhone(raw, country);
  const call = phoneHref(phone);
  return call ? <a href={call}>{formatPhone(phone)}</a> : raw;
}
