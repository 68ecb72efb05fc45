import { demand } from "@/lib/access/gate";
import type { Permission } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { currentLocale, currentViewer } from "@/lib/session";
import { governsCompanies } from "@/lib/settings/rules";

/** The pages of the settings in their order, each with the right that opens it. */
const rights = {
  organisation: "settings",
  features: "settings",
  numbering: "settings",
  companies: "companies",
  types: "settings",
  groups: "settings",
  units: "settings",
  contacts: "settings",
  activities: "settings",
  groupings: "settings",
  industries: "settings",
  registry: "settings",
  billing: "settings",
  currencies: "settings",
  vat: "settings",
  sales: "settings",
  fields: "settings",
  teams: "settings",
  roles: "settings",
  people: "people",
  permissions: "permissions",
  security: "audit",
} as const satisfies Record<string, Permission>;

export type SettingsSection = keyof typeof rights;

function isOpen(viewer: Viewer, section: SettingsSection): boolean {
  if (section === "companies") return governsCompanies(viewer);
  return viewer.can(rights[section]) && (section !== "roles" || viewer.uses("roles"));
}

/** What a viewer may open. */
export const sectionsOf = (viewer: Viewer): SettingsSection[] =>
  (Object.keys(rights) as SettingsSection[]).filter((section) => isOpen(viewer, section));

/** A page of the settings: whoever asks and what the address says. Without its right it is not there. */
export async function settingsAt(section: SettingsSection, searchParams: Promise<Params>) {
  const [viewer, locale, query] = await Promise.all([currentViewer(), currentLocale(), searchParams]);
  if (!isOpen(viewer, section)) {
    demand(viewer, rights[section]);
    absent();
  }
  return { viewer, locale, query, section };
}

export type SettingsPlace = Awaited<ReturnType<typeof settingsAt>>;
