import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import { checkDay } from "@/lib/moments";
import type { TaskField } from "@/lib/project-tasks/fields";
import type { Column } from "@/lib/project-tasks/rules";
import { currentLocale } from "@/lib/session";
import { columnWords, taskLabels } from "./labels";

/** How a value of a project task reads to a person. */
export const describeTask: Describe = async (viewer, field, value) => {
  const [labels, locale] = await Promise.all([taskLabels(), currentLocale()]);
  const label = labels[field as TaskField] ?? field;
  const text = String(value ?? "");
  if (field === "status") return { label, text: (await columnWords())[text as Column] ?? text };
  if (field === "dueOn") {
    const day = checkDay(text);
    return { label, text: day.ok ? formatsOf(locale, viewer.facts.timeZone).day(day.value) : text };
  }
  if (field === "assigneeId" && Number(text) > 0) {
    const names = await namesOfRows(viewer, new Map([["employees", new Set([Number(text)])]]), locale);
    return { label, text: names.get(`employees.${text}`) ?? "" };
  }
  return { label, text };
};
