import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import type { Viewer } from "@/lib/access/viewer";
import { externalFieldsFor } from "@/lib/customers/fields";
import type { FullCustomer } from "@/lib/customers/queries";
import { divisionName } from "@/lib/industries/divisions";
import { offeredDivisions } from "@/lib/industries/queries";
import { currentLocale } from "@/lib/session";
import { timeZoneName, timeZones } from "@/lib/time-zones";
import { CountryPart, fieldMaker, optionsOf } from "../customer-fields";
import { kindAndStageWords } from "../labels";

/** Only organisations have a legal form; one that is there for another reason can be seen and cleared. */
export const hasCompanyForm = ({ kind, companyForm }: FullCustomer): boolean =>
  kind === "organisation" || companyForm !== null;

/** The facts of a customer: what stands neither in the header of the card nor among its groupings. */
export async function FactFields({ viewer, customer }: { viewer: Viewer; customer: FullCustomer }) {
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
      <CountryPart country={customer.country} />
      {plain("industryCode", { hint: t("industryHint"), suggestions: divisions })}
      {hasCompanyForm(customer) && plain("companyForm")}
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
