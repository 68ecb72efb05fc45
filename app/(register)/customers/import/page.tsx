import { getTranslations } from "next-intl/server";
import { companyChoices, customerChoices } from "@/lib/customers/queries";
import { sentences } from "@/lib/forms";
import { refusalFrom, uploadChoices } from "@/lib/imports/filter";
import { absent } from "@/lib/outcome";
import { currentLocale, currentViewer } from "@/lib/session";
import { ColumnGuide } from "./column-guide";
import { ImportHead } from "./import-head";
import { UploadForm } from "./upload-form";

/** Bringing a customer list in, first step: the file. A refused upload comes back here with its reason in the address. */
export default async function ImportCustomers({ searchParams }: PageProps<"/customers/import">) {
  const [viewer, locale, params] = await Promise.all([currentViewer(), currentLocale(), searchParams]);
  if (!viewer.can("import") || !viewer.can("customers.edit")) absent();
  const t = await getTranslations("import");
  const refusal = refusalFrom(params);
  const errors = refusal ? await sentences({ [refusal.field]: refusal.problem }) : {};

  return (
    <>
      <ImportHead step={1} />
      <UploadForm
        title={`${t("title")}: ${t("stepFile")} · Kumppani`}
        locale={locale}
        companyId={viewer.facts.companyId}
        choices={await customerChoices(viewer, locale)}
        companies={await companyChoices(viewer)}
        chosen={uploadChoices(params)}
        errors={errors}
      />
      <div className="mt-8">
        <ColumnGuide viewer={viewer} locale={locale} />
      </div>
    </>
  );
}
