import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { listLacking } from "@/lib/custom-fields/queries";
import { type CustomKind, hasOptions } from "@/lib/custom-fields/rules";
import { paths } from "@/lib/paths";
import { type Entry, listEntries } from "@/lib/registers/queries";
import { entryPanel } from "../registers/entry-panel";
import { RegisterSection } from "../registers/register-section";
import { settingsAt } from "../sections";
import { SettingsFrame } from "../settings-frame";

/** The administrator's own fields of customers, and what can be chosen in them. */
export default async function CustomFieldSettings({ searchParams }: PageProps<"/settings/fields">) {
  const place = await settingsAt("fields", searchParams);
  const { viewer, locale, query } = place;
  const [customFields, customOptions, lacking, t] = await Promise.all([
    listEntries(viewer, "customFields", locale),
    listEntries(viewer, "customOptions", locale),
    listLacking(viewer),
    getTranslations("custom"),
  ]);
  const lackedBy = ({ id }: Entry) => {
    const { n, isActive } = lacking.get(id) ?? { n: 0, isActive: false };
    const tab = isActive ? null : "prospects";
    return (
      n > 0 && <PageLink href={paths.customers({ tab, [`f.${id}.way`]: "empty" })}>{t("lacking", { n })}</PageLink>
    );
  };
  const chosenFrom = customFields.filter(({ values }) => hasOptions(values.kind as CustomKind));
  return (
    <SettingsFrame {...place} panel={entryPanel(query, { customFields, customOptions })}>
      <RegisterSection register="customFields" entries={customFields} note={lackedBy} />
      {chosenFrom.map((field) => (
        <RegisterSection
          key={field.id}
          register="customOptions"
          within={field.id}
          title={field.label}
          entries={customOptions.filter(({ values }) => values.fieldId === field.id)}
        />
      ))}
    </SettingsFrame>
  );
}
