import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Head } from "@/components/head";
import { Tabs } from "@/components/tabs";
import { demand } from "@/lib/access/gate";
import { numbering } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";
import { askedQuery } from "@/lib/registry/new-customer";
import { currentViewer } from "@/lib/session";
import { beginningOf } from "./beginning";
import { NewCustomerForm } from "./new-customer-form";
import { RegisterNotes } from "./register-notes";
import { RegisterSearch } from "./register-search";

export default async function NewCustomer({ searchParams }: PageProps<"/customers/new">) {
  const [viewer, params, t] = await Promise.all([currentViewer(), searchParams, getTranslations()]);
  demand(viewer, "customers.edit");
  const beginning = await beginningOf(viewer, params);
  const { companies, company, group, as, mainUnit, keep, asked, found } = beginning;
  const here = { ...keep, ...askedQuery(asked) };

  return (
    <>
      <Head
        title={
          mainUnit ? t("unit.below", { name: mainUnit.name }) : t(as ? "customer.newSubcontractor" : "customer.new")
        }
        crumb={{ label: t("nav.breadcrumb"), steps: [{ href: paths.customers(), label: t("nav.customers") }] }}
        actions={
          viewer.uses("purchaseInvoices") && (
            <ButtonLink href={paths.newCustomer({ ...here, as: as ? null : "subcontractor" })}>
              {t(as ? "customer.asCustomer" : "customer.asSupplier")}
            </ButtonLink>
          )
        }
      />
      {companies.length > 1 && (
        <Tabs
          label={t("customer.company")}
          items={companies.map(({ id, name }) => ({
            href: paths.newCustomer({ ...here, company: id }),
            label: name,
            current: id === company.id,
          }))}
        />
      )}
      {asked && <RegisterSearch viewer={viewer} asked={asked} keep={keep} />}
      {asked && found && <RegisterNotes viewer={viewer} asked={asked} found={found} keep={keep} />}
      <NewCustomerForm viewer={viewer} {...beginning} numbering={await numbering(viewer, group?.id ?? null)} />
    </>
  );
}
