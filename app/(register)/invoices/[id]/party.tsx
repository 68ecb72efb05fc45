import { getTranslations } from "next-intl/server";
import { countryName } from "@/lib/countries";
import { businessIdLabelKey, formatBusinessId, vatLabelKey } from "@/lib/identifiers/rules";
import { currentLocale } from "@/lib/session";
import { invoiceWords } from "../words";

export type Party = {
  name: string;
  number?: string | null;
  businessId?: string | null;
  vatNumber: string | null;
  street?: string | null;
  postalCode?: string | null;
  city?: string | null;
  country: string;
};

/** One of the two whose names stand on an invoice. */
export async function PartyBlock({ title, party, missing }: { title: string; party: Party | null; missing: string }) {
  const [words, { t }, locale] = await Promise.all([getTranslations(), invoiceWords(), currentLocale()]);
  if (!party) {
    return (
      <section>
        <h2>{title}</h2>
        <p className="faint">{missing}</p>
      </section>
    );
  }
  const { name, number, businessId, vatNumber, street, postalCode, city, country } = party;
  const lines = [street, [postalCode, city].filter(Boolean).join(" "), countryName(country, locale)].filter(Boolean);
  const ids = [
    number && t("customerNumber", { number }),
    businessId && `${words(businessIdLabelKey(country))} ${formatBusinessId(country, businessId)}`,
    vatNumber && `${words(vatLabelKey(country))} ${vatNumber}`,
  ].filter(Boolean);
  return (
    <section>
      <h2>{title}</h2>
      <p>
        <strong>{name}</strong>
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {ids.map((line) => (
        <p key={line} className="faint">
          {line}
        </p>
      ))}
    </section>
  );
}
