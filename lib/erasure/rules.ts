/** What a person is and was called, written and rung up by: each as it may stand in a text. */
export type Traces = { firstNames: string[]; lastNames: string[]; addresses: string[] };

/** Stands where a name was taken out of a text. */
export const blank = "–";

type Named = { firstName: string | null; lastName: string | null };

/** What has to be typed before a person is erased: the last name, or the only one. */
export const wordToType = ({ firstName, lastName }: Named): string => lastName || firstName || "";

const plain = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase("fi");

export const isTyped = (typed: string, word: string): boolean => plain(typed) === plain(word);

/** What means this person and nobody else: whole names, either way round, addresses and numbers. */
export function surePhrases({ firstNames, lastNames, addresses }: Traces): string[] {
  const whole = firstNames.flatMap((first) =>
    lastNames.flatMap((last) => [`${first} ${last}`, `${last} ${first}`, `${last}, ${first}`]),
  );
  const only = firstNames.length && lastNames.length ? [] : [...firstNames, ...lastNames];
  return [...whole, ...only, ...addresses];
}

/** What may mean this person: the last name on its own besides. A person looks at each place before it is cleared. */
export const likelyPhrases = (traces: Traces): string[] => [...surePhrases(traces), ...traces.lastNames];

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "\\s+");

/** Whole words; a genitive's ending, as the four languages write it, belongs to them. */
function patternOf(phrases: readonly string[]): RegExp | null {
  const parts = [...new Set(phrases)].filter(Boolean).toSorted((one, other) => other.length - one.length);
  if (!parts.length) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.map(escaped).join("|")})(?:[’':]?[sn])?(?![\\p{L}\\p{N}])`, "giu");
}

export const mentions = (text: string, phrases: readonly string[]): boolean =>
  patternOf(phrases)?.test(text.normalize("NFC")) ?? false;

/**
 * A text without the person: where the name stood, a dash; beside it also where the first name stood alone, unless it
 * begins the mention of a colleague: "@Karin Ekskär" is not the contact Karin.
 */
export function withoutNames(text: string, traces: Traces): string {
  const { firstNames, lastNames } = traces;
  const pattern = patternOf([...likelyPhrases(traces), ...firstNames]);
  const isFirst = (found: string) => lastNames.length > 0 && firstNames.some((name) => plain(name) === plain(found));
  const without = (found: string, at: number, whole: string) =>
    whole[at - 1] === "@" && isFirst(found) ? found : blank;
  return pattern ? text.normalize("NFC").replace(pattern, without) : text;
}

const around = 60;

/** The line of a text in which somebody is mentioned first, as much of it as fits beside a choice. */
export function excerptOf(text: string, phrases: readonly string[]): string {
  const lines = text.normalize("NFC").split("\n");
  const line = (lines.find((one) => mentions(one, phrases)) ?? lines.join(" ")).trim();
  const at = patternOf(phrases)?.exec(line)?.index ?? 0;
  const from = Math.max(0, at - around);
  const part = line.slice(from, at + around * 2);
  return `${from > 0 ? "…" : ""}${part}${from + part.length < line.length ? "…" : ""}`;
}

/**
 * Texts that people write freely, by table: where a name may stand. `whole` are columns that hold nothing else than an
 * address or a number, which go as a whole.
 */
export const writtenIn = {
  activities: { texts: ["title", "body", "place"] },
  activityParticipants: { texts: ["name"] },
  addresses: { texts: ["attention"] },
  billing: { texts: ["yourReference"], whole: ["invoiceEmails"] },
  customerContacts: { texts: ["title", "description"] },
  customerRelations: { texts: ["note"] },
  customers: { texts: ["description", "archiveReason", "custom"], whole: ["email", "phone"] },
  files: { texts: ["name", "description", "keywords"] },
  /** Of both only drafts: what has been issued stays as it is. */
  invoices: { texts: ["yourReference", "note"] },
  invoiceLines: { texts: ["description"] },
  projects: { texts: ["name", "description"] },
  projectTasks: { texts: ["title", "description"] },
  responsibilities: { texts: ["note"] },
  salesCases: { texts: ["name", "description"] },
} as const satisfies Record<string, { texts: readonly string[]; whole?: readonly string[] }>;

export type Source = keyof typeof writtenIn;
export const sources = Object.keys(writtenIn) as Source[];

export const columnsOf = (source: Source): string[] => {
  const { texts, whole = [] } = writtenIn[source] as { texts: readonly string[]; whole?: readonly string[] };
  return [...texts, ...whole];
};

/** A place as a form names it: "activities.12". */
export type Place = { source: Source; id: number };

export const placeName = ({ source, id }: Place): string => `${source}.${id}`;

export function placeOf(name: string): Place | null {
  const [, source, id] = /^(\w+)\.([1-9]\d{0,14})$/.exec(name) ?? [];
  return sources.includes(source as Source) ? { source: source as Source, id: Number(id) } : null;
}

type Row = Record<string, unknown>;

/** The columns of a row that mention the person, with what is left of them. */
export function cleared(source: Source, row: Row, traces: Traces): Row {
  const phrases = likelyPhrases(traces);
  const isNamed = (text: unknown) => typeof text === "string" && mentions(text, phrases);
  const { texts, whole = [] } = writtenIn[source] as { texts: readonly string[]; whole?: readonly string[] };
  const left: Row = {};
  for (const column of [...texts, ...whole]) {
    const value = row[column];
    if (!textsIn(value).some(isNamed)) continue;
    if (texts.includes(column)) left[column] = without(value, traces);
    else left[column] = Array.isArray(value) ? value.filter((one) => !isNamed(one)) : null;
  }
  return left;
}

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

/** Custom values stand together in one column, by their fields. */
const textsIn = (value: unknown): unknown[] => (isRow(value) ? Object.values(value) : [value].flat());

function without(value: unknown, traces: Traces): unknown {
  if (typeof value === "string") return withoutNames(value, traces);
  if (!isRow(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one, traces)]));
}
