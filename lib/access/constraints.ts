import type { ProblemKey, Problems } from "@/lib/errors";

/** What a rule of the database means to a person, and beside which field it is said ("" = the form as a whole). */
type Meaning = { field: string; key: ProblemKey };

export const meanings: Record<string, Meaning> = {
  addresses_country_code: { field: "country", key: "chooseOption" },
  addresses_head_office_required: { field: "", key: "headOfficeRequired" },
  addresses_head_office_unique: { field: "", key: "headOfficeUnique" },
  addresses_present: { field: "street", key: "required" },
  companies_name_present: { field: "name", key: "required" },
  companies_name_unique: { field: "name", key: "taken" },
  customer_types_built_in_unique: { field: "", key: "taken" },
  customer_types_default_consumer_unique: { field: "defaultConsumer", key: "defaultTaken" },
  customer_types_default_customer_unique: { field: "defaultCustomer", key: "defaultTaken" },
  customer_types_default_subcontractor_unique: { field: "defaultSubcontractor", key: "defaultTaken" },
  customer_types_named: { field: "name", key: "required" },
  customers_country_code: { field: "country", key: "chooseOption" },
  customers_kind_known: { field: "kind", key: "chooseOption" },
  customers_name_present: { field: "name", key: "required" },
  customers_number_present: { field: "number", key: "required" },
  customers_number_unique: { field: "number", key: "taken" },
  customers_number_used: { field: "number", key: "numberUsed" },
  customers_only_from_bin: { field: "", key: "onlyFromBin" },
  customers_stage_known: { field: "stage", key: "chooseOption" },
  employees_email_present: { field: "email", key: "email" },
  employees_email_unique: { field: "email", key: "taken" },
  employees_locale_known: { field: "locale", key: "chooseOption" },
  employees_theme_known: { field: "theme", key: "chooseOption" },
  event_values_final: { field: "", key: "logFinal" },
  events_final: { field: "", key: "logFinal" },
  group_memberships_overlap: { field: "groupId", key: "groupOverlap" },
  group_memberships_period: { field: "groupId", key: "period" },
  groups_integration_id_unique: { field: "integrationId", key: "taken" },
  groups_name_present: { field: "name", key: "required" },
  groups_name_unique: { field: "name", key: "taken" },
  groups_number_start_range: { field: "numberStart", key: "numberStart" },
  groups_number_start_unique: { field: "numberStart", key: "taken" },
  imports_status_known: { field: "", key: "chooseOption" },
  number_series_group_unique: { field: "numberStart", key: "taken" },
  persons_named: { field: "lastName", key: "required" },
  profiles_built_in_unique: { field: "name", key: "taken" },
  profiles_name_unique: { field: "name", key: "taken" },
  profiles_named: { field: "name", key: "required" },
  profiles_reach_known: { field: "reach", key: "chooseOption" },
  responsibilities_overlap: { field: "validFrom", key: "periodOverlap" },
  responsibilities_period: { field: "validTo", key: "period" },
  set_up_tokens_employee: { field: "", key: "chooseOption" },
  set_up_tokens_hash_unique: { field: "", key: "taken" },
  settings_numbering_mode: { field: "numberingMode", key: "chooseOption" },
  settings_numbering_padding: { field: "numberingPadding", key: "chooseOption" },
  settings_numbering_start: { field: "numberingStart", key: "numberStart" },
  settings_one_row: { field: "", key: "chooseOption" },
  teams_name_unique: { field: "name", key: "taken" },
};

type DatabaseError = { code?: string; constraint?: string; column?: string };

/** Kinds of refusal that need no name of their own: a key given twice, a reference to what is gone or still used. */
const kinds: [RegExp, Meaning][] = [
  [/_pkey$/, { field: "", key: "taken" }],
  [/_fk$/, { field: "", key: "stillUsed" }],
];

export function meaningOf(constraint: string): Meaning | undefined {
  return meanings[constraint] ?? kinds.find(([pattern]) => pattern.test(constraint))?.[1];
}

/** The database's refusal as problems of a form, or null where it is no refusal but a fault. */
export function problemsOfDatabase(error: unknown): Problems | null {
  const { code, constraint, column } = ((error as { cause?: DatabaseError })?.cause ?? error) as DatabaseError;
  if (code === "23502") return { [column ? camel(column) : ""]: { key: "required" } };
  if (code === "53100") return { "": { key: "diskFull" } };
  if (code === "57014" || code === "55P03") return { "": { key: "busy" } };
  const meaning = constraint ? meaningOf(constraint) : undefined;
  return meaning ? { [meaning.field]: { key: meaning.key } } : null;
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
