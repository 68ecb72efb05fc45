import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { fileLabels, type placeChoices } from "./choices";

type Choices = Awaited<ReturnType<typeof placeChoices>>;

/** What a file and a link have in common. */
export async function PlaceFields({ choices }: { choices: Choices }) {
  const [t, labels] = await Promise.all([getTranslations("file"), fileLabels()]);
  return (
    <>
      {choices.projectId.length > 1 && (
        <Field name="projectId" kind="select" span={3} label={labels.projectId} options={choices.projectId} />
      )}
      {choices.contactId.length > 1 && (
        <Field
          name="contactId"
          kind="select"
          span={3}
          label={labels.contactId}
          hint={t("contactHint")}
          options={choices.contactId}
        />
      )}
      <Field name="description" kind="longText" label={labels.description} />
      <Field name="keywords" kind="text" label={labels.keywords} autoComplete="off" />
    </>
  );
}

export async function LinkFields({ isLink }: { isLink: boolean }) {
  const labels = await fileLabels();
  return (
    <>
      <Field name="name" kind="text" label={labels.name} required autoComplete="off" />
      {isLink && <Field name="url" kind="url" label={labels.url} required autoComplete="off" />}
    </>
  );
}
