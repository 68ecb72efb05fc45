import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { Menu, MenuButton, MenuForm, MenuLink } from "@/components/menu";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Company } from "@/lib/companies/queries";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { SettingsPlace } from "../sections";
import { change } from "./actions";

type Props = Pick<SettingsPlace, "viewer" | "locale"> & { companies: readonly Company[] };

/** Our companies, each with its country and how much hangs on it. */
export async function CompanyTable({ viewer, locale, companies }: Props) {
  const t = await getTranslations("company");
  const format = formatsOf(locale, viewer.facts.timeZone);
  const formKey = newFormKey();
  const inUse = companies.filter(({ disabledAt }) => disabledAt === null).length;
  return (
    <Section
      id="companies"
      title={t("title")}
      count={format.number(companies.length)}
      text={t("about")}
      actions={
        viewer.uses("multiCompany") && (
          <ButtonLink href={paths.settings("companies", { panel: "new-company" })} small icon="plus">
            {t("add")}
          </ButtonLink>
        )
      }
    >
      <Table
        head={
          <>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("country")}</th>
            <th scope="col" className="num">
              {t("customers")}
            </th>
            <th scope="col" className="num">
              {t("people")}
            </th>
            <th scope="col" className="tight num">
              <span className="vh">{t("actions")}</span>
            </th>
          </>
        }
      >
        <tbody>
          {companies.map((company) => (
            <tr key={company.id}>
              <th scope="row" className="max-md:pe-14!">
                <span className="row row--name">
                  <PageLink
                    className={company.disabledAt ? "name faint" : "name"}
                    href={paths.settings("companies", { panel: `company.${company.id}` })}
                    still
                  >
                    {company.name}
                  </PageLink>
                  {company.disabledAt && <Badge>{t("disabled")}</Badge>}
                </span>
              </th>
              <td>{format.country(company.country)}</td>
              <td className="num" data-l={t("customers")}>
                <span>{format.number(company.customers)}</span>
              </td>
              <td className="num" data-l={t("people")}>
                <span>{format.number(company.people)}</span>
              </td>
              <td className="tight num act1">
                <CompanyTools company={company} formKey={formKey} isLast={inUse === 1 && company.disabledAt === null} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** What can be done with a company. The last one in use stays. */
async function CompanyTools({ company, formKey, isLast }: { company: Company; formKey: string; isLast: boolean }) {
  const t = await getTranslations();
  const { id, name, disabledAt } = company;
  const isUsed = company.customers + company.people + company.teams > 0;
  return (
    <Menu label={t("register.actionsOf", { name })} quiet plain small>
      <MenuLink href={paths.settings("companies", { panel: `company.${id}` })} icon="edit">
        {t("action.edit")}
      </MenuLink>
      {!isLast && (
        <MenuForm action={change} hidden={{ id: String(id), formKey }}>
          <MenuButton name="to" value={disabledAt ? "inUse" : "disabled"} icon={disabledAt ? "refresh" : "archive"}>
            {t(disabledAt ? "action.activate" : "action.deactivate")}
          </MenuButton>
        </MenuForm>
      )}
      {!isLast && !isUsed && (
        <MenuLink href={paths.settings("companies", { panel: `delete-company.${id}` })} icon="trash" bad cut>
          {t("register.delete")}
        </MenuLink>
      )}
    </Menu>
  );
}
