import { countryFrom } from "@/lib/countries";
import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy, text } from "@/lib/text";

const label = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
const domain = `(?:${label}\\.)+(?!\\d+$)[\\p{L}\\p{N}-]{2,63}`;
const localPart = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*";

const domainPattern = new RegExp(`^${domain}$`, "u");
const emailPattern = new RegExp(`^${localPart}@${domain}$`, "u");
const websitePattern = /^(https?:\/\/)?([^/?#:@\s]+)(:\d{1,5})?([/?#][^\s"<>\\^`{|}\p{Cc}]*)?$/iu;

/** An address one can write to, as it is stored: lower case; the domain may have letters of any language. */
export function checkEmail(raw: string): Checked<string> {
  const email = raw.length > 1000 ? "" : raw.normalize("NFC").trim().toLowerCase();
  const [local = ""] = email.split("@");
  return email.length <= 254 && local.length <= 64 && emailPattern.test(email) ? accept(email) : refuse("email");
}

/** A website as it is stored: always with http or https, so that it is safe to link to; host in lower case. */
export function checkWebsite(raw: string): Checked<string> {
  const written = raw.length > 500 ? "" : raw.normalize("NFC").trim();
  const [, scheme = "https://", host = "", port = "", rest = ""] = websitePattern.exec(written) ?? [];
  const name = host.toLowerCase();
  if (name.length > 253 || !domainPattern.test(name)) return refuse("website");
  return accept(scheme.toLowerCase() + name + port + (rest === "/" ? "" : rest));
}

/** A stored website as it is shown: without scheme. */
export const formatWebsite = (website: string) => website.replace(/^https?:\/\//, "");

/** A country by its code or by its name in any of many languages; stored as the two-letter code. */
export function checkCountry(raw: string): Checked<string> {
  const code = countryFrom(raw);
  return code ? accept(code) : refuse("country");
}

export const emailField = checkedBy(checkEmail);
export const websiteField = checkedBy(checkWebsite);
export const countryField = checkedBy(checkCountry);
/** Any short text: what lib/phones cannot read is kept as it was written. */
export const phoneField = text(50);
