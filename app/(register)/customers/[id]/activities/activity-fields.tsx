import { getTranslations } from "next-intl/server";
import { Field, type FieldOption } from "@/components/field";
import { reminders } from "@/lib/activities/fields";
import type { Activity, ActivityChoices, Choice } from "@/lib/activities/queries";
import { type ActivityKind, repetitions } from "@/lib/activities/rules";
import { activityLabels, activityWords } from "./labels";
import { ParticipantFields } from "./participant-fields";

type Props = {
  kind: ActivityKind;
  choices: ActivityChoices;
  /** Whether it may be given to somebody else. */
  mayAssign: boolean;
  activity?: Activity;
};

const optionsOf = (choices: readonly Choice[], none?: string): FieldOption[] => [
  ...(none === undefined ? [] : [{ value: "", label: none }]),
  ...choices.map(({ id, name }) => ({ value: String(id), label: name })),
];

export async function ActivityFields({ kind, choices, mayAssign, activity }: Props) {
  const [t, labels] = await Promise.all([getTranslations(), activityLabels()]);
  const types = choices.types.filter((type) => type.kind === kind);
  const projects = choices.projects.filter(({ mayWork }) => kind !== "note" || mayWork);
  return (
    <>
      <Field name="title" label={labels.title} kind="text" required autoComplete="off" />
      <Field name="typeId" label={labels.typeId} kind="select" span={3} options={optionsOf(types)} />
      {kind !== "note" && mayAssign && (
        <Field name="ownerId" label={labels.ownerId} kind="select" span={3} options={optionsOf(choices.owners)} />
      )}
      {kind === "event" ? (
        <>
          <Field name="startsOn" label={labels.startsOn} kind="date" required span={3} />
          <Field name="startTime" label={labels.startTime} kind="time" span={3} />
          <Field name="endsOn" label={labels.endsOn} kind="date" span={3} />
          <Field name="endTime" label={labels.endTime} kind="time" span={3} />
          <Field name="isAllDay" label={labels.isAllDay} kind="checkbox" />
          <Field name="place" label={labels.place} kind="text" />
        </>
      ) : (
        <Field name="dueOn" label={kind === "note" ? t("activity.on") : labels.dueOn} kind="date" span={3} />
      )}
      {kind === "note" && <Field name="isPinned" label={labels.isPinned} kind="checkbox" />}
      <Field
        name="body"
        label={labels.body}
        kind="longText"
        rows={kind === "note" ? 8 : 4}
        hint={kind === "note" ? t("note.bodyHint") : undefined}
      />
      {kind !== "note" && <TimingFields />}
      {projects.length > 0 && (
        <Field
          name="projectId"
          label={labels.projectId}
          kind="select"
          span={3}
          options={optionsOf(projects, t("activity.noProject"))}
        />
      )}
      {choices.sales.length > 0 && (
        <Field
          name="salesCaseId"
          label={labels.salesCaseId}
          kind="select"
          span={3}
          options={optionsOf(choices.sales, t("activity.noSalesCase"))}
        />
      )}
      <ParticipantFields kind={kind} choices={choices} activity={activity} />
      <Field name="isPrivate" label={labels.isPrivate} kind="checkbox" hint={t("activity.privateHint")} />
    </>
  );
}

async function TimingFields() {
  const [t, labels, words] = await Promise.all([getTranslations("activity"), activityLabels(), activityWords()]);
  const reminding = reminders.map((minutes) => ({ value: String(minutes), label: words.remindBefore[minutes] ?? "" }));
  const repeating = repetitions.map((one) => ({ value: one, label: words.repeats[one] }));
  return (
    <>
      <Field
        name="remindBefore"
        label={labels.remindBefore}
        kind="select"
        span={2}
        options={[{ value: "", label: t("remindNone") }, ...reminding]}
      />
      <Field
        name="repeats"
        label={labels.repeats}
        kind="select"
        span={2}
        options={[{ value: "", label: t("repeatsNone") }, ...repeating]}
      />
      <Field name="repeatsUntil" label={labels.repeatsUntil} kind="date" span={2} />
    </>
  );
}
