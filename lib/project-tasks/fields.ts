import { choice, type Fields, inputOf, reference } from "@/lib/fields";
import { dayField } from "@/lib/moments";
import { longText, optional, text } from "@/lib/text";
import { columns } from "./rules";

/** A task of a project. Which project it belongs to is said once, when it is added. */
export const taskFields = {
  title: { as: "text", is: text(200), required: true },
  status: { as: "choice", is: choice(columns) },
  assigneeId: { as: "reference", is: reference(), span: 3 },
  dueOn: { as: "date", is: optional(dayField), span: 3 },
  description: { as: "longText", is: optional(longText(5000)) },
} as const satisfies Fields;

export type TaskField = keyof typeof taskFields | "projectId";

export const taskInput = inputOf(taskFields);

export const newTaskInput = inputOf({ ...taskFields, projectId: { as: "reference", is: reference() } }).required({
  title: true,
  projectId: true,
});

/** The wanted state: the column, and before which task of it; before none = last. */
export const moveInput = inputOf({
  status: { as: "choice", is: choice(columns) },
  before: { as: "reference", is: reference() },
}).required({ status: true });
