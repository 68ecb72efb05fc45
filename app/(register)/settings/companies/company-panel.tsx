import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Company } from "@/lib/companies/queries";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { FormPanel } from "../../form-panel";
import type { SettingsPlace } from "../sections";
import { add, remove, save } from "./actions";
import { CompanyForm } from "./company-form";

type Place = Pick<SettingsPlace, "viewer" | "query">;

/** The panel the address opens; null where it asks for none. */
export async function companyPanel({ viewer, query }: Place, companies: readonly Company[]): Promise<ReactNode> {
  const wanted = String(query.panel ?? "");
  const { country } = viewer.facts;
  const t = await getTranslations("company");
  if (wanted === "new-company") {
    return viewer.uses("multiCompany") ? (
      <CompanyForm viewer={viewer} title={t("add")} action={add} country={country} />
    ) : (
      absent()
    );
  }
  const [, act, id] = /^(company|delete-company)\.(\d+)$/.exec(wanted) ?? [];
  if (!act) return null;
  const company = companies.find((one) => String(one.id) === id) ?? absent();
  if (act === "delete-company") return <DeleteCompany company={company} />;
  return <CompanyForm viewer={viewer} title={company.name} action={save} company={company} country={country} />;
}

async function DeleteCompany({ company }: { company: Company }) {
  const t = await getTranslations();
  const title = t("register.deleteTitle", { name: company.name });
  const close = paths.settings("companies");
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={remove}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(company.id) }}
    >
      <p>{t("register.deleteText")}</p>
    </FormPanel>
  );
}
