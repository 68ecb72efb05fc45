import { getTranslations } from "next-intl/server";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { namesOfRows } from "@/lib/history/queries";
import type { RegisterName } from "@/lib/history/rules";
import type { SecurityLine } from "@/lib/security-log/queries";
import { isSwitch } from "@/lib/settings/fields";
import { personLabels } from "../people/labels";

/** Tables whose rows have a name beside the sentence. */
const registers: Partial<Record<string, RegisterName>> = {
  companies: "companies",
  files: "files",
  groups: "groups",
  projects: "projects",
  special_groups: "specialGroups",
};

/** What lines of the security log are about, as far as it is open to the reader. One statement. */
export async function namesIn(viewer: Viewer, lines: readonly SecurityLine[], locale: Locale) {
  const wanted = new Map<RegisterName, Set<number>>();
  for (const { subject, subjectId } of lines) {
    const register = registers[subject ?? ""];
    if (register && subjectId) wanted.set(register, (wanted.get(register) ?? new Set()).add(subjectId));
  }
  const [t, people, names] = await Promise.all([
    getTranslations(),
    personLabels(),
    viewer.can("customers.read") ? namesOfRows(viewer, wanted, locale) : new Map<string, string>(),
  ]);
  const profile = { name: t("profile.name"), grants: t("profile.rights"), reach: t("profile.reach") };
  const labels: Record<string, Record<string, string>> = { employees: people, profiles: profile };

  return {
    nameOf: ({ subject, subjectId, profileName }: SecurityLine): string | undefined =>
      profileName ?? names.get(`${registers[subject ?? ""]}.${subjectId}`),
    /** Which fields changed, never to what. */
    changedIn({ action, subject, facts, fields }: SecurityLine): string {
      const turned = String(facts?.switch ?? "");
      if (isSwitch(turned)) return t(`settings.switch.${turned}`);
      if (!action.endsWith(".updated")) return "";
      return fields.flatMap((field) => labels[subject ?? ""]?.[field] ?? []).join(", ");
    },
  };
}
