import { checkPostcode } from "@/lib/addresses/rules";
import { countryFrom } from "@/lib/countries";
import { customerFields } from "@/lib/customers/fields";
import { checkBusinessId } from "@/lib/identifiers/rules";
import { text } from "@/lib/text";
import { bestHits, hitOf, idIn, searchOf } from "./hits";
import { ask, type Pace, refused, type Source } from "./http";
import {
  type Company,
  companiesShape,
  companyShape,
  type Dated,
  formWritings,
  languages,
  type PrhAddress,
} from "./prh-shapes";
import { longestForm } from "./record";
import {
  type BusinessStatus,
  businessStatuses,
  type LookUp,
  type Register,
  type RegistryAddress,
  type RegistryRecord,
  type Search,
  type Worded,
} from "./rules";
import { dayOf, fitting, formerNames, once } from "./shapes";

/** Finland: the open data of PRH and YTJ, API v3. It gives no e-mail, no phone and no staff of anybody. */
export const prh = prhAt();

/** The register at another pace: for the tests of how it waits. */
export function prhAt(pace?: Pace): Register {
  const base = () => process.env.PRH_BASE_URL || "https://avoindata.prh.fi/opendata-ytj-api/v3";
  const source: Source = { name: "prh", base, accept: "application/json", pace };
  return {
    name: source.name,
    countries: ["FI", "AX"],
    base,
    provides: new Set(["name", "address", "website", "industryCode", "companyForm", "businessStatus"]),
    lookUp: (id, isAwaited) => lookUp(source, id, isAwaited),
    search: (words, isAwaited) => search(source, words, isAwaited),
  };
}

/** A look-up is a search too: an unknown number is an empty list, never a 404. */
async function lookUp(source: Source, id: string, isAwaited = false): Promise<LookUp> {
  const answer = await ask(source, `/companies?businessId=${encodeURIComponent(id)}`, isAwaited);
  if (!answer.ok) return answer;
  const found = companiesShape.safeParse(answer.json);
  if (!found.success) return refused(source, "registryBadAnswer", "another shape");
  const { companies, totalResults } = found.data;
  if (companies.length === 0 && !totalResults) return { ok: false, problem: "registryNotFound" };
  const records = companies.slice(0, mostOnPage).map(recordOf);
  const record = records.find((one) => one?.businessId === id);
  if (record) return { ok: true, record, fetchedAt: new Date() };
  return refused(source, "registryBadAnswer", records.includes(null) ? "another shape" : "another business");
}

const mostOnPage = 100;

/** The first page only: a page past the end would be the first one again. */
async function search(source: Source, words: string, isAwaited = false): Promise<Search> {
  const id = idIn(words, "FI");
  if (id) return searchOf(await lookUp(source, id, isAwaited));
  const answer = await ask(source, `/companies?name=${encodeURIComponent(words)}`, isAwaited);
  if (!answer.ok) return answer;
  const found = companiesShape.safeParse(answer.json);
  if (!found.success) return refused(source, "registryBadAnswer", "another shape");
  const records = found.data.companies.slice(0, mostOnPage).map(recordOf);
  if (records.length > 0 && once(records).length === 0) return refused(source, "registryBadAnswer", "another shape");
  const hits = once(once(records).map(hitOf));
  return { ok: true, hits: bestHits(hits, words), total: Math.max(found.data.totalResults ?? 0, hits.length) };
}

/** A company in our terms; null where it cannot be read. */
function recordOf(raw: unknown): RegistryRecord | null {
  const parsed = companyShape.safeParse(raw);
  const id = parsed.success ? checkBusinessId("FI", parsed.data.businessId.value) : null;
  if (!parsed.success || !id?.ok) return null;
  const company = parsed.data;
  const { mainBusinessLine: industry, registeredEntries: entries } = company;
  return {
    businessId: id.value,
    ...namesOf(company),
    form: formOf(company),
    ...statusOf(company),
    visiting: addressOf(company, "1"),
    postal: addressOf(company, "2"),
    email: null,
    phone: null,
    website: fitting(customerFields.website.is, company.website?.url ?? null),
    industryCode: industry?.typeCodeSet === "TOIMI4" ? fitting(customerFields.industryCode.is, industry.type) : null,
    staff: null,
    // REK 6 is the VAT register.
    isVatRegistered: entries.length > 0 ? entries.some(({ register, endDate }) => register === "6" && !endDate) : null,
  };
}

/** Type 1 is the company's own name; parallel and auxiliary names, 2 and 3, stand among them in any order. */
function namesOf({ names }: Company): Pick<RegistryRecord, "name" | "formerNames"> {
  const written = latestFirst(names.filter(({ type }) => type === "1")).map((one) =>
    fitting(customerFields.name.is, one.name),
  );
  const [name = null, ...former] = written;
  return { name, formerNames: formerNames(former, name) };
}

/** What is in force comes first, the newest before others; what has ended follows, the last to end first. */
function latestFirst<T extends Dated>(items: readonly T[]): T[] {
  const newer = (one: string | null, other: string | null) => (other ?? "").localeCompare(one ?? "");
  return [...items].sort(
    (one, other) =>
      Number(one.endDate !== null) - Number(other.endDate !== null) ||
      newer(one.endDate, other.endDate) ||
      newer(one.registrationDate, other.registrationDate) ||
      Number(one.version ?? 0) - Number(other.version ?? 0),
  );
}

function formOf({ companyForms }: Company): Worded {
  const [form] = latestFirst(companyForms);
  const written = formWritings.get(form?.type ?? "");
  if (written) return written;
  return worded(
    form?.descriptions.map(({ languageCode, description }) => [languageCode, description]),
    longestForm,
  );
}

/** By language, the first of each; those of no known language under "any". */
function worded(words: (string | null)[][] = [], longest: number): Worded {
  const written: Worded = {};
  for (const [code, word] of words) {
    const taken = fitting(text(longest), word ?? null);
    if (taken) written[languages.get(code ?? "") ?? "any"] ??= taken;
  }
  return written;
}

const situations = new Map<string, BusinessStatus>([
  ["KONK", "bankrupt"],
  ["SELTILA", "liquidation"],
  ["SANE", "restructuring"],
]);

/** Its own `status` says the same of the living and the dead, and a bankrupt company still counts as registered. */
function statusOf({ companySituations, endDate, tradeRegisterStatus }: Company) {
  const ended = dayOf(endDate);
  const said: [BusinessStatus, string | null][] = [["active", null]];
  for (const { type, registrationDate, endDate: over } of companySituations) {
    const status = situations.get(type ?? "");
    if (status && !over) said.push([status, dayOf(registrationDate)]);
  }
  if (endDate || tradeRegisterStatus === "4") said.push(["ceased", ended]);
  if (tradeRegisterStatus === "2") said.push(["removed", ended]);
  const worst = Math.max(...said.map(([status]) => businessStatuses.indexOf(status)));
  const [status, statusOn] = said.find(([one]) => businessStatuses.indexOf(one) === worst) ?? ["active", null];
  return { status, statusOn };
}

/** @param kind 1 = where it is, 2 = where its post goes */
function addressOf({ addresses }: Company, kind: "1" | "2"): RegistryAddress | null {
  const [address] = latestFirst(addresses.filter(({ type, endDate }) => type === kind && !endDate));
  const country = address?.country ? countryFrom(address.country) : "FI";
  // A place in a country that we cannot tell is no address.
  if (!address || !country) return null;
  const postcode = address.postCode ? checkPostcode(country, address.postCode) : null;
  const postalCode = postcode?.ok ? postcode.value : null;
  const towns = worded(
    address.postOffices.map(({ city, languageCode }) => [languageCode, city]),
    100,
  );
  const street = streetOf(address);
  const box = boxOf(address.postOfficeBox);
  if (!street && !box && !postalCode && Object.keys(towns).length === 0) return null;
  return {
    attention: attentionOf(address.co),
    street,
    box,
    postalCode,
    towns,
    // Postcodes that begin with 22 are those of Åland.
    country: country === "FI" && /^22\d{3}$/.test(postalCode ?? "") ? "AX" : country,
  };
}

/** "Pajakuja 4 B 12a"; an address that came as one line has low lines for the breaks. */
function streetOf({ street, buildingNumber, entrance, freeAddressLine, ...flat }: PrhAddress): string | null {
  const home = `${flat.apartmentNumber ?? ""}${flat.apartmentIdSuffix ?? ""}` || null;
  const line = street ? [street, buildingNumber, entrance, home].filter(Boolean).join(" ") : null;
  return fitting(text(200), line ?? freeAddressLine?.replaceAll("_", " ") ?? null);
}

/** The number alone: "PL 226" and "PB 226" are both 226. */
const boxOf = (box: string | null) => fitting(text(100), box?.replace(/^\s*P\.?\s?[LB]\.?\s*/i, "") ?? null);

/** Some have written the "c/o" themselves. */
function attentionOf(co: string | null): string | null {
  const whom = co?.replace(/^(\s*c\s*[/\\]\s*o[\s:.]*)+/i, "").trim();
  return whom ? fitting(text(200), `c/o ${whom}`) : null;
}
