import { getTranslations } from "next-intl/server";
import type { ActivityField } from "@/lib/activities/fields";
import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import { checkDay } from "@/lib/moments";
import { currentLocale } from "@/lib/session";
import { activityLabels, activityWords } from "./labels";

const registers = {
  typeId: "activityTypes",
  ownerId: "employees",
  projectId: "projects",
  salesCaseId: "salesCases",
  employees: "employees",
  contacts: "customerContacts",
} as const;

/** How a value of an activity reads to a person. */
export const describeActivity: Describe = async (viewer, field, value) => {
  const label = (await activityLabels())[field as ActivityField] ?? field;
  const register = registers[field as keyof typeof registers];
  if (register) {
    const ids = new Set(
      [value]
        .flat()
        .map(Number)
        .filter((id) => Number.isSafeInteger(id) && id > 0),
    );
    const names = await namesOfRows(viewer, new Map([[register, ids]]), await currentLocale());
    return { label, text: [...ids].map((id) => names.get(`${register}.${id}`) ?? "").join(", ") };
  }
  const text = String([value].flat().at(-1) ?? "");
  if (/On$|^repeatsUntil$/.test(field)) {
    const format = formatsOf(await currentLocale(), viewer.facts.timeZone);
    const day = checkDay(text);
    return { label, text: day.ok ? format.day(day.value) : text };
  }
  if (/^is[A-Z]/.test(field)) {
    const t = await getTranslations("history");
    return { label, text: text === "on" || text === "true" ? t("yes") : t("no") };
  }
  const words = await activityWords();
  if (field === "repeats") return { label, text: words.repeats[text as keyof typeof words.repeats] ?? text };
  if (field === "remindBefore") return { label, text: words.remindBefore[text] ?? text };
  return { label, text };
};
