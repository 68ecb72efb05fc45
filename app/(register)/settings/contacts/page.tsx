import { listEntries } from "@/lib/registers/queries";
import { getContactRules } from "@/lib/settings/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";
import { ContactRules, ContactRulesPanel, rulesPanel } from "./contact-rules";

/** What contacts are there for, what gathers them, what each must have. */
export default async function ContactSettings({ searchParams }: PageProps<"/settings/contacts">) {
  const place = await settingsAt("contacts", searchParams);
  const { viewer, locale, query } = place;
  const hasRoles = viewer.uses("roles");
  const [contactRoles, keywords, rules] = await Promise.all([
    hasRoles ? listEntries(viewer, "contactRoles", locale) : [],
    listEntries(viewer, "keywords", locale),
    getContactRules(viewer),
  ]);
  const panel = query.panel === rulesPanel && <ContactRulesPanel viewer={viewer} rules={rules} />;
  return (
    <SettingsFrame {...place} panel={panel || entryPanel(query, { ...(hasRoles && { contactRoles }), keywords })}>
      {hasRoles && <RegisterSection register="contactRoles" entries={contactRoles} />}
      <RegisterSection register="keywords" entries={keywords} />
      <ContactRules viewer={viewer} rules={rules} />
    </SettingsFrame>
  );
}
