import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { countryOptions } from "@/lib/countries";
import { currentLocale } from "@/lib/session";

export async function FirstAdministratorFields() {
  const t = await getTranslations();
  const countries = countryOptions(await currentLocale()).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <Field name="organisation" label={t("setUp.organisation")} kind="text" autoComplete="organization" required />
      <Field name="country" label={t("customer.country")} kind="select" options={countries} required />
      <Field name="firstName" label={t("contact.firstName")} kind="text" autoComplete="given-name" required />
      <Field name="lastName" label={t("contact.lastName")} kind="text" autoComplete="family-name" required />
      <Field name="email" label={t("session.email")} kind="email" autoComplete="username" required />
    </>
  );
}
