import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Activity, ActivityChoices, Choice } from "@/lib/activities/queries";
import { type ActivityKind, participantName, replies } from "@/lib/activities/rules";
import { OptionalPart } from "../../optional-part";
import { activityLabels, activityWords } from "./labels";

type Props = { kind: ActivityKind; choices: ActivityChoices; activity?: Activity };

/** Contacts, colleagues and others who take part, and what those invited have answered; a note mentions colleagues. */
export async function ParticipantFields({ kind, choices, activity }: Props) {
  const [t, labels] = await Promise.all([getTranslations(), activityLabels()]);
  const options = (people: readonly Choice[]) =>
    people.map(({ id, name }) => ({ value: String(id), label: name ?? t("contact.deleted") }));
  return (
    <>
      {choices.contacts.length > 0 && (
        <Field name="contacts" label={labels.contacts} kind="checkboxes" options={options(choices.contacts)} />
      )}
      <OptionalPart title={kind === "note" ? t("note.mention") : t("activity.chooseEmployees")} prefix="employees">
        <Field
          name="employees"
          label={kind === "note" ? t("note.mentions") : labels.employees}
          kind="checkboxes"
          hint={kind === "note" ? t("note.mentionsHint") : undefined}
          options={options(choices.owners)}
        />
      </OptionalPart>
      <Field name="others" label={labels.others} kind="text" hint={t("activity.othersHint")} autoComplete="off" />
      {kind !== "note" && activity && activity.participants.length > 0 && <Replies activity={activity} />}
    </>
  );
}

async function Replies({ activity }: { activity: Activity }) {
  const [t, words] = await Promise.all([getTranslations(), activityWords()]);
  const options = [
    { value: "", label: t("activity.replyNone") },
    ...replies.map((one) => ({ value: one, label: words.reply[one] })),
  ];
  return (
    <fieldset className="grid">
      <legend>{t("activity.replies")}</legend>
      {activity.participants.map((one) => (
        <Field
          key={one.id}
          name={`reply.${one.id}`}
          label={participantName(one, t("contact.deleted"))}
          kind="select"
          span={3}
          options={options}
        />
      ))}
    </fieldset>
  );
}
