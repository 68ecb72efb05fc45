import { listEntries } from "@/lib/registers/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";

/** What customers are grouped by, besides their customer group. */
export default async function GroupingSettings({ searchParams }: PageProps<"/settings/groupings">) {
  const place = await settingsAt("groupings", searchParams);
  const { viewer, locale, query } = place;
  const hasSegments = viewer.uses("segments");
  const [companyGroups, segmentGroups, segments, specialGroups, tags] = await Promise.all([
    listEntries(viewer, "companyGroups", locale),
    hasSegments ? listEntries(viewer, "segmentGroups", locale) : [],
    hasSegments ? listEntries(viewer, "segments", locale) : [],
    listEntries(viewer, "specialGroups", locale),
    listEntries(viewer, "tags", locale),
  ]);
  const lists = { companyGroups, ...(hasSegments && { segmentGroups, segments }), specialGroups, tags };
  return (
    <SettingsFrame {...place} panel={entryPanel(query, lists)}>
      <RegisterSection register="companyGroups" entries={companyGroups} />
      {hasSegments && <RegisterSection register="segmentGroups" entries={segmentGroups} />}
      {segmentGroups.map((group) => (
        <RegisterSection
          key={group.id}
          register="segments"
          within={group.id}
          title={group.label}
          entries={segments.filter(({ values }) => values.segmentGroupId === group.id)}
        />
      ))}
      <RegisterSection register="specialGroups" entries={specialGroups} />
      <RegisterSection register="tags" entries={tags} />
    </SettingsFrame>
  );
}
