import { addressFields } from "@/lib/addresses/fields";
import { customerFields } from "@/lib/customers/fields";

/** What a logged value is, so that it can be said in the reader's language. */
export type ValueKind =
  | "text"
  | "date"
  | "moment"
  | "yesNo"
  | "language"
  | "country"
  | "phone"
  | "industry"
  | "timeZone"
  | "euros"
  | "count"
  | { choice: string }
  | { ids: RegisterName }
  /** Bookkeeping of the row: not shown. */
  | "hidden";

/** Registers whose rows the log names by id. */
export const registerNames = [
  "activityTypes",
  "addresses",
  "companies",
  "companyGroups",
  "contactRoles",
  "customerContacts",
  "customers",
  "customerTypes",
  "employees",
  "groups",
  "keywords",
  "projects",
  "salesCases",
  "salesStatuses",
  "segments",
  "specialGroups",
  "tags",
] as const;
export type RegisterName = (typeof registerNames)[number];

const ids = (register: RegisterName): ValueKind => ({ ids: register });
const choice = (name: string): ValueKind => ({ choice: name });

/** By the table of the log line: what each of its fields is. A field not named here is plain text. */
export const valueKinds: Record<string, Record<string, ValueKind>> = {
  customers: {
    companyId: ids("companies"),
    kind: choice("kind"),
    country: "country",
    language: "language",
    stage: choice("stage"),
    stageReason: "hidden",
    groupId: ids("groups"),
    ownerId: ids("employees"),
    types: ids("customerTypes"),
    companyGroupId: ids("companyGroups"),
    segments: ids("segments"),
    tags: ids("tags"),
    specialGroups: ids("specialGroups"),
    industryCode: "industry",
    timeZone: "timeZone",
    annualRevenue: "euros",
    staff: "count",
    archivedAt: "moment",
    deletedAt: "moment",
  },
  addresses: {
    isHeadOffice: "yesNo",
    purposes: choice("purpose"),
    country: "country",
  },
  customer_relations: {
    relatedId: ids("customers"),
    kind: choice("relation"),
  },
  customer_contacts: {
    addressId: ids("addresses"),
    language: "language",
    birthDate: "date",
    noMailings: "yesNo",
    isPrimary: "yesNo",
    inactiveAt: "moment",
    phone: "hidden",
    mobile: "hidden",
    roles: ids("contactRoles"),
    keywords: ids("keywords"),
  },
};

/** Fields whose earlier value can be brought back through the noun's own command, with all its checks. */
export const restorable: Record<string, readonly string[]> = {
  addresses: Object.keys(addressFields),
  customers: Object.keys(customerFields),
};
