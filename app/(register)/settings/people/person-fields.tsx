import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { personChoices } from "@/lib/people/queries";
import { profileName } from "../../profile-name";
import { personLabels } from "./labels";

type Props = {
  viewer: Viewer;
  /** A new person’s company is the one the form is sent to; that of somebody else can be changed. */
  company: "id" | "companyId";
  /** One’s own rights are changed by somebody else. */
  isOwn?: boolean;
  /** The teams the person is in. */
  teams?: number[];
  /** The company the person works for. */
  companyId?: number;
};

/** The fields of a person; what gives more than the viewer holds is not offered. */
export async function PersonFields({ viewer, company, isOwn, teams = [], companyId }: Props) {
  const [t, labels, choices] = await Promise.all([
    getTranslations(),
    personLabels(),
    personChoices(viewer, teams, companyId),
  ]);
  const named = (rows: { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
      <Field name="firstName" label={labels.firstName} kind="text" required span={3} autoComplete="off" />
      <Field name="lastName" label={labels.lastName} kind="text" required span={3} autoComplete="off" />
      <Field name="email" label={labels.email} kind="email" required autoComplete="off" />
      {!isOwn && (
        <>
          <Field name={company} label={labels.companyId} kind="select" span={3} options={named(choices.companies)} />
          <Field
            name="profileId"
            label={labels.profileId}
            kind="select"
            span={3}
            options={[
              { value: "", label: t("person.noProfile") },
              ...choices.profiles.map((profile) => ({ value: String(profile.id), label: profileName(t, profile) })),
            ]}
          />
          {choices.teams.length > 0 && (
            <Field name="teams" label={labels.teams} kind="checkboxes" options={named(choices.teams)} />
          )}
          <Field name="isSeller" label={labels.isSeller} kind="checkbox" />
        </>
      )}
    </>
  );
}
