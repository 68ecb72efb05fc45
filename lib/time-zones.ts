import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy } from "@/lib/text";

/** Every time zone by its IANA name ("Europe/Helsinki"), the same in every language. */
export const timeZones: readonly string[] = Intl.supportedValuesOf("timeZone");

/** How a time zone reads: "America/New York". */
export const timeZoneName = (zone: string): string => zone.replaceAll("_", " ");

function checkTimeZone(raw: string): Checked<string> {
  return timeZones.includes(raw) ? accept(raw) : refuse("chooseOption");
}

export const timeZoneField = checkedBy(checkTimeZone);
