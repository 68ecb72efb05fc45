import { checkPostcode } from "@/lib/addresses/rules";
import { countryFrom } from "@/lib/countries";
import { text } from "@/lib/text";
import type { BrregAddress } from "./brreg-shapes";
import type { RegistryAddress } from "./rules";
import { fitting } from "./shapes";

/** An address of Enhetsregisteret in our terms; null where it has none. */
export function addressOf(address: BrregAddress | null): RegistryAddress | null {
  if (!address) return null;
  const written = address.landkode ?? address.land;
  const country = written ? countryFrom(written) : "NO";
  // A place in a country that we cannot tell is no address.
  if (!country) return null;
  const lines = linesOf(address.adresse);
  const { postalCode, town } = placeOf(address, country);
  if (!lines.street && !lines.box && !postalCode && !town) return null;
  return { ...lines, postalCode, towns: town ? { any: town } : {}, country };
}

const careOf = /^(?:c\s*\/\s*o|v\s*\/)/i;
const postBox = /^(?:post?boks|p\.?\s?b\.?|boks)\s*(?=\d)/i;

/** A line says whose care it is in, which box, or where; after a box the name of its post office may follow. */
function linesOf(lines: readonly (string | null)[]): Pick<RegistryAddress, "attention" | "street" | "box"> {
  const written = lines.filter((line) => line !== null);
  const box = written.findIndex((line) => postBox.test(line));
  const isOffice = (line: string, at: number) => box >= 0 && at > box && !/\d/.test(line) && !careOf.test(line);
  const care = written.filter((line) => careOf.test(line));
  const boxed = written.filter((line, at) => at === box || isOffice(line, at)).map((line) => line.replace(postBox, ""));
  const street = written.filter((line, at) => at !== box && !isOffice(line, at) && !careOf.test(line));
  const joined = (parts: string[], separator: string, longest: number) =>
    fitting(text(longest), parts.length > 0 ? parts.join(separator) : null);
  return { attention: joined(care, ", ", 200), street: joined(street, ", ", 200), box: joined(boxed, " ", 100) };
}

/** Abroad there is no `postnummer`: the code stands before the town ("81-336 GDYNIA", "903 25 UMEÅ"). */
function placeOf({ postnummer, poststed }: BrregAddress, country: string) {
  const codeOf = (raw: string) => {
    const checked = checkPostcode(country, raw);
    return checked.ok ? checked.value : null;
  };
  const words = (poststed ?? "").split(/\s+/).filter(Boolean);
  const town = (from: number) => fitting(text(100), words.slice(from).join(" ") || null);
  if (postnummer) return { postalCode: codeOf(postnummer), town: town(0) };
  for (let count = Math.min(words.length - 1, 3); count > 0; count--) {
    const code = words.slice(0, count);
    // Dutch codes end in two letters; of other countries each part of a code has a digit.
    const mayBeCode = code.every((part) => /\d/.test(part)) || (country === "NL" && count === 2);
    const postalCode = mayBeCode && country !== "NO" ? codeOf(code.join(" ")) : null;
    if (postalCode) return { postalCode, town: town(count) };
  }
  return { postalCode: null, town: town(0) };
}
