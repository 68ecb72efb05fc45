import { listEntries } from "@/lib/registers/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { TypicalTypes } from "./typical-types";

/** What customers are to the organisation. */
export default async function CustomerTypes({ searchParams }: PageProps<"/settings/types">) {
  const place = await settingsAt("types", searchParams);
  const customerTypes = await listEntries(place.viewer, "customerTypes", place.locale);
  return (
    <SettingsFrame {...place} panel={entryPanel(place.query, { customerTypes })}>
      <RegisterSection register="customerTypes" entries={customerTypes} />
      <TypicalTypes types={customerTypes} locale={place.locale} />
    </SettingsFrame>
  );
}
