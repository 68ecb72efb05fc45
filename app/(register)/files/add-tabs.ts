import { getTranslations } from "next-intl/server";
import { type CardPlace, keyOf, pathAt } from "../card-place";

type Adding = "new-file" | "new-link";

/** Files or a link: two tabs of one panel. */
export async function addTabs(place: CardPlace, current: Adding) {
  const t = await getTranslations("file");
  const item = (panel: Adding, label: string) => ({
    href: pathAt(keyOf(place), { panel }),
    label,
    current: panel === current,
  });
  return { label: t("addTitle"), items: [item("new-file", t("tabFiles")), item("new-link", t("tabLink"))] };
}
