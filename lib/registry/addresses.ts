import type { customers } from "@/db/schema/index";
import { checkPostcode } from "@/lib/addresses/rules";
import { registryCountry } from "@/lib/identifiers/rules";
import { tidiedTown } from "./capitals";
import type { RegistryAddress, Worded } from "./rules";

type Language = (typeof customers.$inferSelect)["language"];

/** An address in our terms, as it stands or would be stored. */
export type PlainAddress = {
  attention: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string;
};

/** A word of a register in the customer's language: Swedish where it is that, else Finnish, else whatever there is. */
export function wordIn(words: Worded, language: Language): string | null {
  return words[language === "sv" ? "sv" : "fi"] ?? words.any ?? Object.values(words)[0] ?? null;
}

/** An address of a register as it would be stored with a customer of this language. */
export function addressFrom(registered: RegistryAddress, language: Language): PlainAddress {
  const { attention, country } = registered;
  const town = wordIn(registered.towns, language);
  const box = registered.box && `${boxWord(country, language)} ${registered.box}`;
  return {
    attention,
    street: [registered.street, box].filter(Boolean).join(", ") || null,
    postalCode: registered.postalCode && storedPostcode(country, registered.postalCode),
    city: town && tidiedTown(town, country),
    country,
  };
}

function boxWord(country: string, language: Language): string {
  if (registryCountry(country) === "NO") return "Postboks";
  if (registryCountry(country) === "FI") return language === "sv" ? "PB" : "PL";
  return "Box";
}

function storedPostcode(country: string, written: string): string {
  const checked = checkPostcode(country, written);
  return checked.ok ? checked.value : written;
}

/** Whether an address of ours is the registered one: in any of the register's languages, without regard to capitals. */
export function isSameAddress(ours: PlainAddress, registered: RegistryAddress): boolean {
  const theirs = addressFrom(registered, null);
  const towns = Object.values(registered.towns).map(folded);
  return (
    lineOf(ours.street) === lineOf(theirs.street) &&
    folded(storedPostcode(ours.country, ours.postalCode ?? "")) === folded(theirs.postalCode ?? "") &&
    (towns.length ? towns.includes(folded(ours.city ?? "")) : !ours.city) &&
    registryCountry(ours.country) === registryCountry(registered.country)
  );
}

/** Whether two addresses of ours are one place. */
export const isSamePlace = (one: PlainAddress, other: PlainAddress): boolean =>
  lineOf(one.street) === lineOf(other.street) &&
  folded(one.postalCode ?? "") === folded(other.postalCode ?? "") &&
  folded(one.city ?? "") === folded(other.city ?? "") &&
  one.country === other.country;

/** A post-office box is called by another word in each language. */
const lineOf = (street: string | null) =>
  folded(street ?? "").replace(/(^|, )(?:pl|pb|postboks|boks|box|p\.?o\.? ?box)\.? (?=\d)/g, "$1box ");

/** One line, in the form in which we store it. */
export const plainText = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();
/** Without regard to capitals. */
export const folded = (text: string) => plainText(text).toLocaleLowerCase("fi");
