import { vatFromBusinessId } from "@/lib/identifiers/rules";
import { oneOf, type Params, searchOf } from "@/lib/list-address";
import { addressFrom } from "./addresses";
import { nameChoices, plainValues } from "./differences";
import { idIn } from "./hits";
import { registerNamed, registerOf, registers } from "./registers";
import { fewestLetters, type Register, type RegistryRecord } from "./rules";

/**
 * What the address of the page of a new customer asks of a register.
 * @property find a name or a business ID
 * @property id of the business that fills in the form
 */
export type Asked = { register: Register; find: string; id: string };

/**
 * @param country whose register is meant where the address names none
 * @param on names of the registers that are switched on
 * @returns null where there is none to ask
 */
export function askedOf(params: Params, country: string, on: readonly string[]): Asked | null {
  const usual = registerOf(country);
  const offered = registersAmong(on);
  const register = registerNamed(oneOf(params, "register")) ?? offered.find((one) => one === usual) ?? offered[0];
  if (!register) return null;
  return { register, find: searchOf({ q: params.find }), id: oneOf(params, "id").slice(0, longestId) };
}

export const registersAmong = (on: readonly string[]) => registers.filter(({ name }) => on.includes(name));

/** The same as an address says it. */
export const askedQuery = (asked: Asked | null) =>
  asked?.find || asked?.id ? { register: asked.register.name, find: asked.find, id: asked.id } : {};

const longestId = 40;

/** What is wrong with the words of a search before any register is asked. */
export function wordsProblem({ countries }: Register, words: string): "tooShort" | "invalidId" | null {
  if ([...words].length < fewestLetters) return "tooShort";
  const isNumber = /^(?=(?:\D*\d){7})(?:[A-Z]{2})?[\d\s.-]+(?:MVA)?$/i.test(words.normalize("NFKC"));
  return isNumber && idIn(words, countries[0] ?? "") === null ? "invalidId" : null;
}

/**
 * The values with which the form of a new customer begins, where a register fills it in. The name is the first that a
 * comparison proposes, the address the visiting one, else the postal one; what the register has not is left out.
 */
export function newCustomerValues({ countries }: Register, record: RegistryRecord): Record<string, string> {
  const [home = ""] = countries;
  const registered = record.visiting ?? record.postal;
  const country = registered && countries.includes(registered.country) ? registered.country : home;
  const address = registered && addressFrom(registered, null);
  const { businessStatus, staff, ...plain } = plainValues({ country, language: null }, record);
  const values = {
    ...plain,
    staff: staff === null ? null : String(staff),
    name: nameChoices(record.name, country)[0]?.value,
    country,
    businessId: record.businessId,
    vatNumber: record.isVatRegistered ? vatFromBusinessId(country, record.businessId) : null,
    "headOffice.attention": address?.attention,
    "headOffice.street": address?.street,
    "headOffice.postalCode": address?.postalCode,
    "headOffice.city": address?.city,
    "headOffice.country": address && address.country !== country ? address.country : null,
  };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}
