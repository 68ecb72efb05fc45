import { customerFields } from "@/lib/customers/fields";
import { checkBusinessId } from "@/lib/identifiers/rules";
import { checkPhone } from "@/lib/phones";
import { text } from "@/lib/text";
import { addressOf } from "./brreg-addresses";
import { type Entity, entityShape, forcedDays, pageShape, removedShape } from "./brreg-shapes";
import { bestHits, hitOf, idIn, mostHits, searchOf } from "./hits";
import { type Answer, ask, type Pace, refused, type Source } from "./http";
import { longestForm } from "./record";
import {
  type BusinessStatus,
  type LookUp,
  nothingSaid,
  type Refused,
  type Register,
  type RegistryRecord,
  registryFields,
  type Search,
} from "./rules";
import { dayOf, fitting, formerNames, once } from "./shapes";

/** Norway: Enhetsregisteret of Brønnøysundregistrene. */
export const brreg = brregAt();

/** The register at another pace: for the tests of how it waits. */
export function brregAt(pace?: Pace): Register {
  const base = () => process.env.BRREG_BASE_URL || "https://data.brreg.no/enhetsregisteret/api";
  const accept = "application/vnd.brreg.enhetsregisteret.enhet.v2+json";
  const source: Source = { name: "brreg", base, accept, meaningful: [404, 410], pace };
  return {
    name: source.name,
    countries: ["NO", "SJ"],
    base,
    provides: new Set(registryFields),
    lookUp: (id, isAwaited) => lookUp(source, id, isAwaited),
    search: (words, isAwaited) => search(source, words, isAwaited),
  };
}

/** The number of a branch (underenhet) is unknown among the entities and has a list of its own. */
async function lookUp(source: Source, id: string, isAwaited = false): Promise<LookUp> {
  const found = await ask(source, `/enheter/${id}`, isAwaited);
  const isBranch = found.ok && found.status === 404;
  const answer = isBranch ? await ask(source, `/underenheter/${id}`, isAwaited) : found;
  return answer.ok ? readAnswer(source, answer, id) : answer;
}

function readAnswer(source: Source, { body, json, status }: Answer, id: string): LookUp | Refused {
  if (status === 404) return isNobody(body, json) ? missing : refused(source, "registryBadAnswer", "404 of another");
  const record = status === 410 ? removedOf(body, json, id) : recordOf(json);
  if (!record) return refused(source, "registryBadAnswer", "another shape");
  if (record.businessId !== id) return refused(source, "registryBadAnswer", "another business");
  return { ok: true, record, fetchedAt: new Date() };
}

const missing: Refused = { ok: false, problem: "registryNotFound" };

/** An unknown number is a 404 with an empty body; a page of some other server is no answer of the register. */
const isNobody = (body: string, json: unknown) => body.trim() === "" || json !== undefined;

async function search(source: Source, words: string, isAwaited = false): Promise<Search> {
  const id = idIn(words, "NO");
  if (id) return searchOf(await lookUp(source, id, isAwaited));
  const answer = await ask(source, `/enheter?navn=${encodeURIComponent(words)}&size=${mostHits}`, isAwaited);
  if (!answer.ok) return answer;
  const page = pageShape.safeParse(answer.json);
  if (answer.status !== 200 || !page.success) return refused(source, "registryBadAnswer", "another shape");
  const { enheter = [], underenheter = [] } = page.data._embedded ?? {};
  const records = [...enheter, ...underenheter].slice(0, mostHits).map(recordOf);
  if (records.length > 0 && once(records).length === 0) return refused(source, "registryBadAnswer", "another shape");
  const hits = once(once(records).map(hitOf));
  return { ok: true, hits: bestHits(hits, words), total: Math.max(page.data.page.totalElements, hits.length) };
}

/** An entity in our terms; null where it cannot be read. */
function recordOf(raw: unknown): RegistryRecord | null {
  const parsed = entityShape.safeParse(raw);
  const id = parsed.success ? checkBusinessId("NO", parsed.data.organisasjonsnummer) : null;
  if (!parsed.success || !id?.ok) return null;
  const entity = parsed.data;
  const form = fitting(text(longestForm), entity.organisasjonsform?.kode ?? null);
  return {
    businessId: id.value,
    ...namesOf(entity),
    form: form ? { any: form } : {},
    ...statusOf(entity),
    visiting: addressOf(entity.forretningsadresse ?? entity.beliggenhetsadresse),
    postal: addressOf(entity.postadresse),
    email: fitting(customerFields.email.is, entity.epostadresse),
    phone: phoneOf(entity),
    website: fitting(customerFields.website.is, entity.hjemmeside),
    industryCode: industryOf(entity),
    staff: staffOf(entity),
    isVatRegistered: entity.registrertIMvaregisteret,
  };
}

/** A business removed for legal reasons: nothing is known but that it was. */
function removedOf(body: string, json: unknown, id: string): RegistryRecord | null {
  const left = removedShape.safeParse(body.trim() === "" ? {} : json);
  if (!left.success) return null;
  return {
    ...nothingSaid,
    businessId: left.data.organisasjonsnummer ?? id,
    status: "removed",
    statusOn: dayOf(left.data.slettedato),
  };
}

/** Former names come oldest first. */
function namesOf({ historiskeNavn, navn }: Entity): Pick<RegistryRecord, "name" | "formerNames"> {
  const written = (name: string | null) => fitting(customerFields.name.is, name);
  const former = historiskeNavn.map((one) => written(one.navn)).reverse();
  const name = written(navn);
  return { name, formerNames: formerNames(former, name) };
}

/** Several may be said at once; the worst counts. */
function statusOf(entity: Entity): { status: BusinessStatus; statusOn: string | null } {
  const ended = entity.slettedato ?? entity.nedleggelsesdato;
  if (ended || entity.respons_klasse === "SlettetEnhet") return { status: "ceased", statusOn: dayOf(ended) };
  if (entity.konkurs) return { status: "bankrupt", statusOn: dayOf(entity.konkursdato) };
  if (entity.underTvangsavviklingEllerTvangsopplosning) {
    const [first = null] = once(forcedDays.map((day) => dayOf(entity[day]))).sort();
    return { status: "liquidation", statusOn: first };
  }
  if (entity.underAvvikling) return { status: "liquidation", statusOn: dayOf(entity.underAvviklingDato) };
  return { status: "active", statusOn: null };
}

/** The fixed line before the mobile, as E.164: numbers are written without their country. */
function phoneOf({ mobil, telefon }: Entity): string | null {
  const [phone = null] = once([telefon, mobil].map((raw) => (raw ? checkPhone(raw, "NO").e164 : null)));
  return phone;
}

/** Four digits are NACE Rev. 2.1; the fifth of SN 2025 is Norway's own, and another one than in our TOL 2025. */
const industryOf = ({ naeringskode1: industry }: Entity): string | null =>
  fitting(customerFields.industryCode.is, industry?.kode?.replace(/[ .]/g, "").slice(0, 4) ?? null);

function staffOf({ antallAnsatte, harRegistrertAntallAnsatte }: Entity): number | null {
  if (!harRegistrertAntallAnsatte || antallAnsatte === null || antallAnsatte === undefined) return null;
  return fitting(customerFields.staff.is, String(antallAnsatte));
}
