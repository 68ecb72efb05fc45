import type { Viewer } from "@/lib/access/viewer";
import { accept, type Checked, type Problems, problemsOf, refuse } from "@/lib/errors";
import { text } from "@/lib/text";

const particles = new Set(
  "af,av,da,das,de,del,della,den,der,di,do,dos,du,het,la,le,'t,te,ten,ter,van,von,zu".split(","),
);

/** Parts a full name: "van", "de" and their like begin the last name, and a single word is one. */
export function splitName(full: string) {
  const comma = full.indexOf(",");
  const [last, first] = [full.slice(0, Math.max(comma, 0)).trim(), full.slice(comma + 1).trim()];
  if (first && last) return { firstName: first, lastName: last };

  const names = (last || first).split(/\s+/);
  const particle = names.findIndex((name, index) => particles.has(index === 0 ? name : name.toLowerCase()));
  const start = particle >= 0 && particle < names.length - 1 ? particle : names.length - 1;
  return { firstName: names.slice(0, start).join(" "), lastName: names.slice(start).join(" ") };
}

type Named = { firstName: string | null; lastName: string | null; erasedAt?: Date | string | null };

/**
 * What a contact is called everywhere.
 * @param deleted what stands in place of the name of an erased person: `contact.deleted` in the reader's language
 */
export function contactName({ firstName, lastName, erasedAt }: Named, deleted: string): string {
  return erasedAt ? deleted : [firstName, lastName].filter(Boolean).join(" ");
}

const keyword = text(50);
const mostKeywords = 20;

/** Words parted by commas, each once, whatever its case; as one text that is the same in whatever order they came. */
export function checkKeywords(raw: string): Checked<string> {
  if (raw.length > 5000) return refuse("tooLong", { max: mostKeywords * 50 });
  const words = new Map<string, string>();
  for (const written of raw.split(/[,;\n]/).filter((part) => part.trim() !== "")) {
    const word = keyword.safeParse(written);
    if (!word.success) return { ok: false, problem: problemsOf(word.error)[""] ?? { key: "checkValue" } };
    if (!words.has(word.data.toLowerCase())) words.set(word.data.toLowerCase(), word.data);
  }
  return words.size > mostKeywords
    ? refuse("tooManyKeywords", { max: mostKeywords })
    : accept(keywordText([...words.values()]));
}

export const keywordsIn = (text: string): string[] => (text ? text.split(", ") : []);

/** Keywords as a form and the log write them: one text, always in the same order. */
export const keywordText = (names: readonly string[]): string =>
  names.toSorted((one, other) => one.localeCompare(other, "fi")).join(", ");

/** Names that an organisation may ask of every contact (settings), and the field each is. */
const requirable = {
  title: "title",
  email: "email",
  phone: "phone",
  mobile: "mobile",
  language: "language",
  role: "roles",
} as const;

/** What of that can be asked now: no role, while roles are not in use. @param required names from the settings */
export const askedOf = <Name extends string>(viewer: Viewer, required: readonly Name[]): Name[] =>
  required.filter((name) => name !== "role" || viewer.uses("roles"));

/**
 * What is missing of a contact. A field that is not sent is not asked for, so that old contacts stay as they are.
 * @param required names from the settings
 */
export function missingFields(required: readonly string[], sent: Record<string, unknown>): Problems {
  const isEmpty = (field: string) => sent[field] === null || (Array.isArray(sent[field]) && sent[field].length === 0);
  const missing = Object.entries(requirable).flatMap(([name, field]) =>
    required.includes(name) && isEmpty(field) ? [field] : [],
  );
  const nameless = isEmpty("firstName") && isEmpty("lastName") ? ["lastName"] : [];
  return Object.fromEntries([...nameless, ...missing].map((field) => [field, { key: "required" as const }]));
}

/** The fields that every contact must have, from the names the settings hold. */
export const requiredFields = (names: readonly string[]): string[] =>
  Object.entries(requirable).flatMap(([name, field]) => (names.includes(name) ? [field] : []));
