import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Tabs } from "@/components/tabs";
import { wholeNumber } from "@/lib/access/post";
import { companyChoices, customerChoices, numbering } from "@/lib/customers/queries";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { findUnit } from "@/lib/units/queries";
import { NewCustomerForm } from "./new-customer-form";

/**
 * A new customer. The address may say name, group, that it is a subcontractor, its main unit, and for whoever reaches
 * all, the company.
 */
export default async function NewCustomer({ searchParams }: PageProps<"/customers/new">) {
  const [viewer, locale, params, t] = await Promise.all([
    currentViewer(),
    currentLocale(),
    searchParams,
    getTranslations(),
  ]);
  if (!viewer.can("customers.edit")) absent();
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  const companies = await companyChoices(viewer);
  const company =
    companies.find(({ id }) => id === wholeNumber(one("company"))) ??
    companies.find(({ id }) => id === viewer.facts.companyId) ??
    companies[0] ??
    absent();
  const choices = await customerChoices(viewer, locale, { companies: [company.id], isNew: true });
  const group = choices.groups.find(({ id }) => id === wholeNumber(one("group")));
  const as = viewer.uses("purchaseInvoices") && one("as") === "subcontractor" ? "subcontractor" : null;
  const parentId = wholeNumber(one("parent"));
  const found = parentId === null ? undefined : await findUnit(viewer, parentId);
  const mainUnit = found?.archivedAt === null ? found : undefined;
  const prefill = { name: one("name"), group: group?.id, as, parent: mainUnit?.id };

  return (
    <>
      <Head
        title={
          mainUnit ? t("unit.below", { name: mainUnit.name }) : t(as ? "customer.newSubcontractor" : "customer.new")
        }
        crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.customers(), label: t("nav.customers") }] }}
        actions={
          viewer.uses("purchaseInvoices") && (
            <ButtonLink href={paths.newCustomer({ ...prefill, company: company.id, as: as ? null : "subcontractor" })}>
              {t(as ? "customer.asCustomer" : "customer.asSupplier")}
            </ButtonLink>
          )
        }
      />
      {companies.length > 1 && (
        <Tabs
          label={t("customer.company")}
          items={companies.map(({ id, name }) => ({
            href: paths.newCustomer({ ...prefill, company: id }),
            label: name,
            current: id === company.id,
          }))}
        />
      )}
      <NewCustomerForm
        viewer={viewer}
        choices={choices}
        company={company}
        numbering={await numbering(viewer, group?.id ?? null)}
        name={prefill.name}
        groupId={group?.id ?? null}
        parentId={mainUnit?.id ?? null}
        types={choices.types.filter(({ isDefaultSubcontractor }) => as && isDefaultSubcontractor)}
      />
    </>
  );
}
