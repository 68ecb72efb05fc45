import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import { checkDay } from "@/lib/moments";
import type { ProjectField } from "@/lib/projects/fields";
import { currentLocale } from "@/lib/session";
import { billingMethodWords, projectLabels, statusWords } from "./labels";

const registers = { managerId: "employees", contactId: "customerContacts" } as const;

/** How a value of a project reads to a person. */
export const describeProject: Describe = async (viewer, field, value) => {
  const [locale, labels] = await Promise.all([currentLocale(), projectLabels()]);
  const [label, text] = [labels[field as ProjectField] ?? field, String(value ?? "")];
  const register = registers[field as keyof typeof registers];
  if (register) {
    const names = await namesOfRows(viewer, new Map([[register, new Set([Number(text) || 0])]]), locale);
    return { label, text: names.get(`${register}.${text}`) ?? "" };
  }
  if (field === "status" || field === "billingMethod") {
    const words: Record<string, string> = field === "status" ? await statusWords() : await billingMethodWords();
    return { label, text: words[text] ?? text };
  }
  const day = /On$/.test(field) ? checkDay(text) : null;
  return { label, text: day?.ok ? formatsOf(locale, viewer.facts.timeZone).day(day.value) : text };
};
