import { z } from "zod";
import { countryField, emailField } from "@/lib/contact-details";
import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy, text } from "@/lib/text";

/** The first guesses of whoever tries: short runs and the names that stand on the door. */
const guessed =
  /^(.)\1+$|^(0?123456789|qwertyuiop|asdfghjkl|password|salasana|lösenord|wachtwoord|kumppani|welkom|tervetuloa)/i;

/** At least 12 characters, taken exactly as typed; no rules about their kind (ASVS 6.2). */
function checkPassword(raw: string): Checked<string> {
  if ([...raw].length < 12) return refuse("passwordShort");
  if (raw.length > 500) return refuse("tooLong", { max: 500 });
  return guessed.test(raw) ? refuse("passwordCommon") : accept(raw);
}

export const passwordInput = z.strictObject({ password: checkedBy(checkPassword) });

export const firstAdministratorInput = passwordInput.extend({
  organisation: text(200),
  country: countryField,
  firstName: text(100),
  lastName: text(100),
  email: emailField,
});
