import { z } from "zod";
import { accept, type Checked, refuse } from "@/lib/errors";
import { choice, type Fields, inputOf, reference, references, yesNo } from "@/lib/fields";
import { dayField, timeField } from "@/lib/moments";
import { checkedBy, longText, optional, text } from "@/lib/text";
import { kinds, repetitions, replies } from "./rules";

/** Minutes before the start, or before the morning of the day, at which calendars remind. */
export const reminders = [0, 15, 60, 1440, 10080] as const;

function checkReminder(raw: string): Checked<number> {
  const minutes = reminders.find((known) => String(known) === raw);
  return minutes === undefined ? refuse("chooseOption") : accept(minutes);
}

/** An activity. A calendar entry has its hours, a to-do and a note a day; what is not of its kind may stay unsent. */
export const activityFields = {
  title: { as: "text", is: text(200), required: true },
  typeId: { as: "reference", is: reference(), span: 3 },
  ownerId: { as: "reference", is: reference(), span: 3 },
  dueOn: { as: "date", is: optional(dayField), span: 3 },
  startsOn: { as: "date", is: optional(dayField), span: 3 },
  startTime: { as: "time", is: optional(timeField), span: 3 },
  endsOn: { as: "date", is: optional(dayField), span: 3 },
  endTime: { as: "time", is: optional(timeField), span: 3 },
  isAllDay: { as: "yesNo", is: yesNo() },
  place: { as: "text", is: optional(text(200)) },
  remindBefore: { as: "choice", is: optional(checkedBy(checkReminder)), span: 3 },
  repeats: { as: "choice", is: optional(choice(repetitions)), span: 3 },
  repeatsUntil: { as: "date", is: optional(dayField), span: 3 },
  projectId: { as: "reference", is: reference(), span: 3 },
  salesCaseId: { as: "reference", is: reference(), span: 3 },
  employees: { as: "references", is: references() },
  contacts: { as: "references", is: references() },
  others: { as: "text", is: optional(text(400)) },
  isPinned: { as: "yesNo", is: yesNo() },
  isPrivate: { as: "yesNo", is: yesNo() },
  body: { as: "longText", is: optional(longText(10_000)) },
} as const satisfies Fields;

export type ActivityField = keyof typeof activityFields;

const whatItIs = inputOf(activityFields);

/** The answers of those taking part come as `reply.` and the row's id. */
const withReplies = whatItIs.extend({
  replies: z
    .record(
      z.string().regex(/^[1-9]\d{0,14}$/),
      z.preprocess((value) => value || null, z.enum(replies).nullable()),
    )
    .optional(),
});

function gathered(values: unknown): unknown {
  const entries = Object.entries(values as Record<string, unknown>);
  const answers = entries.filter(([name]) => /^reply\.[1-9]\d{0,14}$/.test(name));
  const rest = entries.filter(([name]) => !/^reply\.[1-9]\d{0,14}$/.test(name));
  const answered = answers.map(([name, value]) => [name.slice("reply.".length), value]);
  return Object.fromEntries([...rest, ...(answers.length ? [["replies", Object.fromEntries(answered)]] : [])]);
}

export const newActivityInput = whatItIs.required({ title: true }).extend({ kind: choice(kinds) });

export const activityInput = z.preprocess(gathered, withReplies);

/** One line: what, and when. A time makes a calendar entry of an hour; without one it takes the day. */
export const quickInput = z.strictObject({
  kind: choice(kinds),
  title: text(200),
  on: optional(dayField),
  time: optional(timeField).optional(),
});

/** What happens to the ticked ones; without an owner they stay whose they are. */
export const tickedInput = z.strictObject({ activities: references(), ownerId: reference().optional() });

export type ActivityInput = z.output<typeof whatItIs>;
