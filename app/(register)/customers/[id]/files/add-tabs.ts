import { getTranslations } from "next-intl/server";
import { paths } from "@/lib/paths";
import type { CardTab } from "../card";

type Where = { customerId: number; tab: CardTab; current: "new-file" | "new-link" };

/** Files or a link: two tabs of one panel. */
export async function addTabs({ customerId, tab, current }: Where) {
  const t = await getTranslations("file");
  const item = (panel: Where["current"], label: string) => ({
    href: paths.customerTab(customerId, tab, { panel }),
    label,
    current: panel === current,
  });
  return { label: t("addTitle"), items: [item("new-file", t("tabFiles")), item("new-link", t("tabLink"))] };
}
