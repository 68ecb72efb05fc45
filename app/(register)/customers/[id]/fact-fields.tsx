import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import type { Viewer } from "@/lib/access/viewer";
import { externalFieldsFor } from "@/lib/customers/fields";
import { divisionName } from "@/lib/industries/divisions";
import { offeredDivisions } from "@/lib/industries/queries";
import { currentLocale } from "@/lib/session";
import { timeZoneName, timeZones } from "@/lib/time-zones";
import { CountryPart, fieldMaker, optionsOf } from "../customer-fields";
import { kindAndStageWords } from "../labels";

/** The facts of a customer: what stands neither in the header of the card nor among its groupings. */
export async function FactFields({ viewer, country }: { viewer: Viewer; country: string }) {
  const [t, locale, words, { plain, chosen, language }] = await Promise.all([
    getTranslations("customer"),
    currentLocale(),
    kindAndStageWords(),
    fieldMaker(),
  ]);
  const offered = await offeredDivisions(viewer);
  const divisions = offered.map((code) => ({ value: code, label: `${code} ${divisionName(code, locale)}` }));
  const zones = timeZones.map((zone) => ({ value: zone, label: timeZoneName(zone) }));
  return (
    <>
      {chosen("kind", "pick", optionsOf(words.kind))}
      <CountryPart country={country} />
      {plain("industryCode", { hint: t("industryHint"), suggestions: divisions })}
      {plain("website")}
      {plain("email")}
      {plain("phone")}
      {language()}
      {chosen("timeZone", "select", [{ value: "", label: t("notSet") }, ...zones])}
      {plain("annualRevenue", { unit: "€" })}
      {plain("staff")}
      {externalFieldsFor(viewer).map((field) => (
        <Fragment key={field}>{plain(field)}</Fragment>
      ))}
    </>
  );
}
