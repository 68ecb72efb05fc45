import { getTranslations } from "next-intl/server";
import type { FullCustomer } from "@/lib/customers/queries";
import { paths } from "@/lib/paths";

export type BlockerLine = { text: string; href?: string; names: { id: number; name: string }[] };

/** What keeps a customer from being deleted, a line for each kind, with the way there; nothing where nothing does. */
export async function blockerLines({ id, blockers }: FullCustomer): Promise<BlockerLine[]> {
  if (!blockers) return [];
  const t = await getTranslations("card");
  const { projects, sales, workOrders, invoices, payers, others } = blockers;
  const lines: (BlockerLine | false)[] = [
    projects > 0 && {
      text: t("blockedProjects", { count: projects }),
      href: paths.cardSection(id, "sales", "projects"),
      names: [],
    },
    sales > 0 && {
      text: t("blockedSales", { count: sales }),
      href: paths.cardSection(id, "sales", "sales"),
      names: [],
    },
    workOrders > 0 && {
      text: t("blockedWorkOrders", { count: workOrders }),
      href: paths.workOrders({ tab: "all", customer: id }),
      names: [],
    },
    invoices > 0 && {
      text: t("blockedInvoices", { count: invoices }),
      href: paths.cardSection(id, "financials", "invoices"),
      names: [],
    },
    payers.length > 0 && { text: t("blockedPayers", { count: payers.length }), names: payers },
    others && { text: t("blockedOthers"), names: [] },
  ];
  return lines.filter((line) => line !== false);
}
