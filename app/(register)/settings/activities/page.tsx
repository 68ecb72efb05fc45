import { getTranslations } from "next-intl/server";
import { activityKinds } from "@/lib/registers/fields";
import { listEntries } from "@/lib/registers/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";

/** The sorts of to-dos, calendar entries and notes. */
export default async function ActivitySettings({ searchParams }: PageProps<"/settings/activities">) {
  const place = await settingsAt("activities", searchParams);
  const [activityTypes, t] = await Promise.all([
    listEntries(place.viewer, "activityTypes", place.locale),
    getTranslations("register"),
  ]);
  return (
    <SettingsFrame {...place} panel={entryPanel(place.query, { activityTypes })}>
      {activityKinds.map((kind) => (
        <RegisterSection
          key={kind}
          register="activityTypes"
          within={kind}
          title={t(`kinds.${kind}`)}
          entries={activityTypes.filter(({ values }) => values.kind === kind)}
        />
      ))}
    </SettingsFrame>
  );
}
