import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { formatWebsite } from "@/lib/contact-details";
import { formatsOf } from "@/lib/format";
import { industryName } from "@/lib/industries/rules";
import type { PlainAddress } from "@/lib/registry/addresses";
import type { PlainField } from "@/lib/registry/differences";
import type { RegistryField } from "@/lib/registry/rules";
import { currentLocale } from "@/lib/session";
import { customerLabels } from "../customers/labels";
import { businessStatusWords } from "./words";

/** What the fields are called that can come from a register. */
export async function registryLabels(): Promise<Record<RegistryField, string>> {
  const [t, labels] = await Promise.all([getTranslations(), customerLabels()]);
  return { ...labels, address: t("registry.address"), businessStatus: t("customer.businessStatus") };
}

/** How the values of a comparison read to a person. */
export async function comparedTexts(viewer: Viewer) {
  const [locale, statuses] = await Promise.all([currentLocale(), businessStatusWords()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  return {
    plain(field: PlainField, value: string | number | null): string {
      if (value === null) return "";
      if (typeof value === "number") return format.number(value);
      if (field === "website") return formatWebsite(value);
      if (field === "industryCode") return industryName(value, locale);
      return field === "businessStatus" ? ((statuses as Record<string, string>)[value] ?? value) : value;
    },
    /** In lines; the country only where it is not the customer's. */
    address(address: PlainAddress | null, home: string): string {
      if (!address) return "";
      const town = [address.postalCode, address.city].filter(Boolean).join(" ");
      const country = address.country === home ? null : format.country(address.country);
      return [address.attention, address.street, town, country].filter(Boolean).join("\n");
    },
  };
}
