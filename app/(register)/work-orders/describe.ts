import { formatsOf } from "@/lib/format";
import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
import { checkDay } from "@/lib/moments";
import { currentLocale } from "@/lib/session";
import type { Status, Visibility, WorkOrderField } from "@/lib/work-orders/fields";
import { workOrderLabels, workOrderWords } from "./labels";

const registers = { assigneeId: "employees", people: "employees", roleId: "customerRoles", teamId: "teams" } as const;

/** How a value of a work order reads to a person. */
export const describeOrder: Describe = async (viewer, field, value) => {
  const [labels, words, locale] = await Promise.all([workOrderLabels(), workOrderWords(), currentLocale()]);
  const label = labels[field as WorkOrderField] ?? field;
  const text = String([value].flat().at(-1) ?? "");
  const register = registers[field as keyof typeof registers];
  if (register) {
    const ids = new Set(
      [value]
        .flat()
        .map(Number)
        .filter((id) => Number.isSafeInteger(id) && id > 0),
    );
    const names = viewer.can("customers.read") ? await namesOfRows(viewer, new Map([[register, ids]]), locale) : null;
    return { label, text: [...ids].map((id) => names?.get(`${register}.${id}`) ?? "").join(", ") };
  }
  if (field === "dueOn") {
    const day = checkDay(text);
    return { label, text: day.ok ? formatsOf(locale, viewer.facts.timeZone).day(day.value) : text };
  }
  if (field === "status") return { label, text: words.status[text as Status] ?? text };
  if (field === "visibility") return { label, text: words.visibility[text as Visibility] ?? text };
  return { label, text };
};
