import { getTranslations } from "next-intl/server";
import type { Describe } from "@/lib/forms";
import { localeNames, locales } from "@/lib/locale/choice";
import { activityIcons } from "@/lib/registers/fields";
import { tagColours } from "@/lib/registers/rules";
import { roleColours, roleLevels } from "@/lib/roles/rules";
import { entryLabels } from "./labels";

/** How a value of an entry reads to a person. */
export const describeEntry: Describe = async (_, field, value) => {
  const t = await getTranslations();
  const label = (await entryLabels())[field] ?? field;
  if (typeof value === "object" && value !== null) {
    const names = value as Record<string, unknown>;
    const filled = locales.filter((locale) => names[locale]);
    return { label, text: filled.map((locale) => `${localeNames[locale]}: ${names[locale]}`).join(" · ") };
  }
  const icon = activityIcons.find((one) => one === value);
  if (field === "icon" && icon) return { label, text: t(`register.icons.${icon}`) };
  const colour = [...tagColours, ...roleColours].find((one) => one === value);
  if (field === "colour" && colour) return { label, text: t(`register.colours.${colour}`) };
  const level = roleLevels.find((one) => one === value);
  if (field === "level") return { label, text: t(`register.${level ? (`levels.${level}` as const) : "noLevel"}`) };
  if (field === "onlyOne")
    return { label, text: t(String(value) === "true" ? "grouping.atMostOne" : "grouping.several") };
  if (String(value) === "true" || String(value) === "false")
    return { label, text: t(String(value) === "true" ? "custom.yes" : "custom.no") };
  return { label, text: String(value ?? "") };
};
