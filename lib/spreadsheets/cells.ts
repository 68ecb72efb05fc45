/** Excel calls a workbook damaged when a cell holds more UTF-16 units than this. */
export const longestCell = 32_767;

/**
 * The text every reader and writer agrees on: well-formed, line breaks as "\n", no other control characters but tab.
 */
export function clean(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.toWellFormed().replace(/\r\n?/g, "\n").replace(unprintable, "");
}

const suspicious = /[^ -~\u00a0-\ud7ff\ue000-\ufffd]/;
// XML 1.0 forbids U+FFFE and U+FFFF as well as most control characters.
const unprintable = /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu;

/** Cleaned text cut to what a cell can hold, never through the middle of a character. */
export function fitted(text: string): string {
  const cleaned = clean(text);
  if (cleaned.length <= longestCell) return cleaned;
  return cleaned.slice(0, longestCell).replace(/[\ud800-\udbff]$/, "");
}

/**
 * Is it the text of most cells: letters, digits and common signs, which no file has to clean, cut, quote, escape or
 * guard? Says no where in doubt, and spares those the other questions.
 */
export const isPlain = (text: string): boolean => plain.test(text) && text.length <= longestCell;

const plain = /^[0-9A-Za-zÀ-ɏͰ-ԯ](?:[ !#-%'-;=?-^`a-~À-ɏͰ-ԯ]*[0-9A-Za-zÀ-ɏͰ-ԯ.)])?$/;

/** Text on one line: headings and names that were broken inside their cell. */
export const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ").trim();

/**
 * Would a spreadsheet take this text for a formula? Judged as OWASP "CSV Injection" and ASVS 1.2.10 do, also behind
 * blanks and behind apostrophes, which spreadsheets swallow.
 */
export const dangerous = (text: string): boolean => formulaLike.test(text);

const formulaLike = /^'*(?:[\t\n]|\s*[=+\-@])/;

/** Marks dangerous text as text with one apostrophe, for cells that cannot carry a type. */
export const guarded = (text: string): string => (dangerous(text) ? `'${text}` : text);

/** Takes back exactly the apostrophe that `guarded` gave. */
export const unguarded = (text: string): string => (text.startsWith("'") && dangerous(text) ? text.slice(1) : text);

const dayMs = 86_400_000;
/** 1 January 1970 as a serial day; the two date systems of Excel lie 1,462 days apart. */
const epoch = { 1900: 25_569, 1904: 24_107 };
const wallClock = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?$/;

/**
 * Days as Excel counts them.
 * @param text "yyyy-mm-dd" or "yyyy-mm-dd hh:mm[:ss]", without a zone
 * @returns null for other text and for days before 1 March 1900, where Excel counts a leap day that never was
 */
export function serialOf(text: string): number | null {
  const parts = wallClock.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0)) as Six;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(time).getUTCDate() !== day || hour > 23) return null;
  return serialAt(time);
}

/** The same for a wall clock in milliseconds since 1970. */
export function serialAt(time: number): number | null {
  const serial = time / dayMs + epoch[1900];
  return serial >= 61 ? serial : null;
}

type Six = [number, number, number, number, number, number];

/**
 * The day and time a serial number stands for, as `serialOf` reads it back.
 * @returns "yyyy-mm-dd", with " hh:mm" or " hh:mm:ss" unless midnight, "hh:mm" for a time of day; null out of range
 */
export function dateOf(serial: number, system: 1900 | 1904): string | null {
  if (!(serial >= 0 && serial < 2_958_466)) return null;
  const leapDay = system === 1900 && serial < 60 ? 1 : 0;
  const seconds = Math.round((serial - epoch[system] + leapDay) * 86_400);
  const [date = "", time = ""] = new Date(seconds * 1000).toISOString().split(/[T.]/);
  const clock = time.endsWith(":00") ? time.slice(0, 5) : time;
  if (serial < 1) return clock;
  return clock === "00:00" ? date : `${date} ${clock}`;
}
