import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A phone number as it was written and, where it could be understood, as E.164 ("+358401234567", no extension). */
export type Phone = { raw: string; e164: string | null };

/**
 * Reads a number as people in `country` write it. One that cannot be understood is not refused: real lists hold many,
 * and a number that only a human can read is better than none.
 */
export function checkPhone(raw: string, country: string | null): Phone {
  const number = parse(raw, country);
  return { raw, e164: number?.isValid() ? number.number : null };
}

/** International groups, extension included; what could not be understood as it was written. */
export function formatPhone({ raw, e164 }: Phone) {
  if (!e164) return raw;
  const country = parse(e164, null)?.country ?? null;
  return (parse(raw, country) ?? parse(e164, null))?.formatInternational() ?? raw;
}

/** `formatPhone` of `checkPhone`, reading the number once. */
export function writePhone(raw: string, country: string | null): string {
  const number = parse(raw, country);
  return number?.isValid() ? number.formatInternational() : raw;
}

/** The address of a call link; null where the number could not be understood. */
export function phoneHref({ e164 }: Phone) {
  return e164 ? `tel:${e164}` : null;
}

function parse(text: string, country: string | null) {
  return parsePhoneNumberFromString(text, country && isSupportedCountry(country) ? country : undefined);
}
