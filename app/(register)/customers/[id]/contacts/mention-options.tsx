import { getTranslations } from "next-intl/server";
import type { FieldOption } from "@/components/field";
import { PageLink } from "@/components/page-link";
import type { Mention } from "@/lib/erasure/queries";
import { placeName, type Source } from "@/lib/erasure/rules";
import { paths } from "@/lib/paths";

/** Where the person is mentioned, as choices: what it is, of which customer, the words around the name and the way there. */
export async function mentionOptions(mentions: readonly Mention[]): Promise<FieldOption[]> {
  const t = await getTranslations("erasure");
  const words: Record<Source, string> = {
    activities: t("inActivity"),
    activityParticipants: t("inActivity"),
    addresses: t("inAddress"),
    billing: t("inBilling"),
    customerContacts: t("inContact"),
    customerRelations: t("inRelation"),
    customers: t("inCustomer"),
    files: t("inFile"),
    invoices: t("inInvoice"),
    invoiceLines: t("inInvoice"),
    projects: t("inProject"),
    projectTasks: t("inProject"),
    responsibilities: t("inResponsible"),
    salesCases: t("inSalesCase"),
  };
  return mentions.map((mention) => ({
    value: placeName(mention),
    label: `${words[mention.source]} · ${mention.customerName}`,
    hint: (
      <>
        {mention.excerpt} <PageLink href={placeOf(mention)}>{t("open")}</PageLink>
      </>
    ),
  }));
}

/** The page that shows it. */
function placeOf({ source, customerId, parentId }: Mention): string {
  const panels: Partial<Record<Source, string>> = {
    activities: "activity",
    activityParticipants: "activity",
    addresses: "address",
    customerContacts: "contact",
    files: "file",
  };
  const tabs: Partial<Record<Source, string>> = {
    billing: "settings",
    customerRelations: "settings",
    projects: "sales",
    projectTasks: "sales",
    responsibilities: "settings",
    salesCases: "sales",
  };
  if (source === "invoices" || source === "invoiceLines") return paths.invoice(parentId);
  const panel = panels[source];
  if (panel) return paths.customer(customerId, { panel: `${panel}.${parentId}` });
  return paths.customerTab(customerId, tabs[source] ?? "contact");
}
