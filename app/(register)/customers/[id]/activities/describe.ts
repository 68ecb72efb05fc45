import type { ActivityField } from "@/lib/activities/fields";
import type { Describe } from "@/lib/forms";
import { namesOfRows } from "@/lib/history/queries";
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
        .filter((id) => id > 0),
    );
    const names = await namesOfRows(viewer, new Map([[register, ids]]), await currentLocale());
    return { label, text: [...ids].map((id) => names.get(`${register}.${id}`) ?? "").join(", ") };
  }
  const words = await activityWords();
  const text = String(value ?? "");
  if (field === "repeats") return { label, text: words.repeats[text as keyof typeof words.repeats] ?? text };
  if (field === "remindBefore") return { label, text: words.remindBefore[text] ?? text };
  return { label, text };
};
