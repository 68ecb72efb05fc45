import type { Viewer } from "@/lib/access/viewer";
import type { Describe } from "@/lib/forms";
import { fileLabels, placeChoices } from "./choices";

/** How a value of a file reads to a person. */
export const describeFile =
  (customerId: number): Describe =>
  async (viewer: Viewer, field, value) => {
    const [labels, choices] = await Promise.all([fileLabels(), placeChoices(viewer, customerId, null)]);
    const label = labels[field as keyof typeof labels] ?? field;
    const options = field === "projectId" || field === "contactId" ? choices[field] : [];
    const chosen = options.find((option) => option.value === String(value ?? ""));
    return { label, text: chosen?.label ?? String(value ?? "") };
  };
