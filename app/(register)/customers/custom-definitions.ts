import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { listCustomFields } from "@/lib/custom-fields/queries";
import type { CustomReader } from "@/lib/custom-fields/words";
import { formatsOf } from "@/lib/format";
import { currentLocale, currentViewer } from "@/lib/session";

/** The custom fields in use, asked for once per page. */
export const customFieldsInUse = cache(async () => listCustomFields(await currentViewer()));

/** Those out of use too: the log tells of their values. */
export const everyCustomField = cache(async () => listCustomFields(await currentViewer(), { all: true }));

/** Those a form of the card offers: what the card shows, and what has to be filled in. */
export const customFieldsToFill = async () =>
  (await customFieldsInUse()).filter(({ onCard, isRequired }) => onCard || isRequired);

export async function customReader(): Promise<CustomReader> {
  const [viewer, locale, t] = await Promise.all([currentViewer(), currentLocale(), getTranslations("custom")]);
  return { locale, format: formatsOf(locale, viewer.facts.timeZone), yes: t("yes"), no: t("no") };
}
