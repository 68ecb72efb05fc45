import { z } from "zod";
import { checkEinvoiceAddress, schemeCodes } from "@/lib/billing/einvoice";
import type { ProblemKey } from "@/lib/errors";
import { businessIdFromVat, checkBusinessId } from "@/lib/identifiers/rules";
import { ask, type Source } from "@/lib/registry/http";
import type { RegistryFailure } from "@/lib/registry/rules";
import { text } from "@/lib/text";

export type PeppolFailure = Extract<ProblemKey, "peppolBusy" | "peppolUnavailable" | "peppolBadAnswer" | "peppolOff">;

/** What a participant is ready to take, as far as an invoice is concerned. */
export const receivings = ["invoicesAndCredits", "invoices", "others", "unknown"] as const;

/** Somebody who can be reached through Peppol, as the directory has them; null where it does not say. */
export const participantShape = z.strictObject({
  /** "0192:923609016", in capitals: identifiers are compared without case. */
  id: text(140),
  scheme: z.enum(schemeCodes),
  address: text(100),
  name: text(200).nullable(),
  country: z.string().length(2).nullable(),
  receives: z.enum(receivings),
});
export type Participant = z.output<typeof participantShape>;

/** One question for the directory: what its answer is kept under, and what the address of the request says. */
export type Question = { key: string; query: Record<string, string> };

type Known = { name: string; country: string | null; businessId: string | null; vatNumber: string | null };

const idsOfBusiness: Record<string, (digits: string) => string[]> = {
  FI: (digits) => [`0216:0037${digits}`],
  // A third digit below 2 makes it a person's own number, which is not for asking around with.
  SE: (digits) => (/^\d\d[2-9]/.test(digits) ? [`0007:${digits}`] : []),
  NO: (digits) => [`0192:${digits}`],
  DK: (digits) => [`0184:${digits}`],
  EE: (digits) => [`0191:${digits}`],
  NL: (digits) => [`0106:${digits}`],
};

const idsOfVat: Record<string, (vat: string) => string[]> = {
  // The OIN of public bodies (Logius): 00000001, the nine digits that the VAT number begins with, 000.
  NL: (vat) => [`9944:${vat}`, `0190:00000001${vat.slice(2, 11)}000`],
  DK: (vat) => [`0198:${vat}`],
  EE: (vat) => [`9931:${vat}`],
  DE: (vat) => [`9930:${vat}`],
};

/** The participants that a customer's own numbers lead to. */
export function participantIds({ country, businessId, vatNumber }: Known): string[] {
  const vatCountry = vatNumber?.slice(0, 2) ?? "";
  const [from, id] = businessId
    ? [homeOf(country), businessId]
    : [vatCountry, vatNumber ? businessIdFromVat(vatNumber) : null];
  const checked = id ? checkBusinessId(from, id) : null;
  const ofBusiness = checked?.ok ? idsOfBusiness[from]?.(checked.value.replace(/\D/g, "")) : [];
  const ofVat = vatNumber ? idsOfVat[vatCountry]?.(vatNumber) : [];
  return [...(ofBusiness ?? []), ...(ofVat ?? [])];
}

/** Åland and Svalbard use the numbers of Finland and Norway. */
const homeOf = (country: string | null) => (country === "AX" ? "FI" : country === "SJ" ? "NO" : (country ?? ""));

/** Units of a Finnish company add up to five signs to its address (OVT), which only a search finds. */
const isFinnish = (id: string) => id.startsWith("0216:");

/** Whether a participant is the one that these ids mean, or a unit of it. */
export const belongsTo = (ids: readonly string[], { id }: Pick<Participant, "id">) =>
  ids.some((own) => id === own || (isFinnish(own) && id.startsWith(own)));

const most = 10;

/** By the customer's own numbers; one that has none has no questions. */
export const questionsByNumber = (known: Known): Question[] =>
  participantIds(known).flatMap((id): Question[] => [
    { key: `id:${id}`, query: { participant: `iso6523-actorid-upis::${id}` } },
    ...(isFinnish(id) ? [{ key: `unit:${id}`, query: { q: id.slice(5) } }] : []),
  ]);

/** By name, for where the numbers found nothing. Shorter words than of three letters the directory passes over. */
export function questionByName({ name, country }: Known): Question | null {
  const words = name.normalize("NFC").slice(0, 100).trim();
  const home = homeOf(country);
  if (words.length < 3) return null;
  return { key: `name:${home}:${words.toLowerCase()}`, query: { name: words, ...(home && { country: home }) } };
}

const base = () => process.env.PEPPOL_BASE_URL?.trim() || "https://directory.peppol.eu/search/1.0";

/** Whether the directory may be asked at all: `PEPPOL_BASE_URL=off` forbids it. */
export const isPeppolOn = () => base() !== "off";

// No hit has been seen as an empty 204 too (phoss-directory issue 73).
const source: Source = {
  name: "peppol",
  base,
  accept: "application/json",
  meaningful: [204],
  pace: { limit: 5_000, again: 1_000, rest: 5_000 },
};

type Found = { ok: true; participants: Participant[] } | { ok: false; problem: PeppolFailure };

/** Asks the directory one question, at most two a second from one address. Never throws. */
export async function askDirectory({ query }: Question): Promise<Found> {
  if (!isPeppolOn()) return { ok: false, problem: "peppolOff" };
  const search = new URLSearchParams({ ...query, resultPageCount: String(most) });
  const answer = await ask(source, `/json?${search}`, true);
  if (!answer.ok) return { ok: false, problem: failures[answer.problem] ?? "peppolUnavailable" };
  const participants = answer.status === 204 ? [] : readParticipants(answer.json);
  return participants ? { ok: true, participants } : { ok: false, problem: "peppolBadAnswer" };
}

const failures: Partial<Record<RegistryFailure, PeppolFailure>> = {
  registryBusy: "peppolBusy",
  registryBadAnswer: "peppolBadAnswer",
};

const answerShape = z.object({
  "total-result-count": z.number().optional(),
  matches: z.array(z.unknown()).optional(),
});
const said = z.string().catch("");
const listed = <T extends z.ZodType>(type: T) => z.array(type).catch([]);
const matchShape = z.object({
  participantID: z.object({ scheme: said.optional(), value: z.string() }),
  docTypes: listed(z.object({ value: said }).catch({ value: "" })),
  entities: listed(
    z
      .object({
        // One name without a language used to be plain text.
        name: z.union([z.string(), listed(z.object({ name: said }).catch({ name: "" }))]).catch(""),
        countryCode: said,
      })
      .catch({ name: "", countryCode: "" }),
  ),
});

/**
 * The participants in an answer of the directory (phoss directory, search/1.0), each once; those whose identifier no
 * longer counts in Peppol, or is none, are left out. Null where the answer is not one.
 */
export function readParticipants(json: unknown): Participant[] | null {
  const answer = answerShape.safeParse(json);
  if (!answer.success) return null;
  const { matches, "total-result-count": total } = answer.data;
  if (!matches) return total === 0 ? [] : null;
  const read = matches.flatMap((match) => matchShape.safeParse(match).data ?? []);
  if (matches.length > 0 && read.length === 0) return null;
  const participants = read.flatMap((match) => participantOf(match) ?? []);
  return [...new Map(participants.map((participant) => [participant.id, participant])).values()].slice(0, most);
}

function participantOf({ participantID, docTypes, entities }: z.output<typeof matchShape>): Participant | null {
  const id = participantID.value.trim().toUpperCase();
  const einvoice = einvoiceOf(id);
  if (!einvoice) return null;
  const names = entities.flatMap(({ name }) => (typeof name === "string" ? name : name.map((one) => one.name)));
  const name = names.map((one) => text(200).safeParse(one)).find(({ success }) => success)?.data;
  const country = entities.map(({ countryCode }) => countryCode.toUpperCase()).find((code) => /^[A-Z]{2}$/.test(code));
  const types = docTypes.map(({ value }) => value).filter(Boolean);
  return { id, ...einvoice, name: name ?? null, country: country ?? null, receives: receivedAs(types) };
}

/** A scheme that we have no rule for is kept whole, as an address of another kind. */
function einvoiceOf(id: string): Pick<Participant, "scheme" | "address"> | null {
  const [, code = "", rest = ""] = /^(\d{4}):(.+)$/.exec(id) ?? [];
  if (!code) return null;
  const checked = checkEinvoiceAddress(schemeCodes.includes(code) ? code : null, id);
  if (checked.ok) return checked.value;
  const isForeign = checked.key === "chooseOption" && rest !== "";
  const other = isForeign ? checkEinvoiceAddress("other", id) : null;
  return other?.ok ? other.value : null;
}

/** Peppol BIS Billing 3 in UBL, the one that every receiver in the network has to take. */
const billing3 = "##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::";

function receivedAs(types: string[]): Participant["receives"] {
  if (types.length === 0) return "unknown";
  const takes = (document: string) => types.some((type) => type.includes(`::${document}${billing3}`));
  if (!takes("Invoice")) return "others";
  return takes("CreditNote") ? "invoicesAndCredits" : "invoices";
}
