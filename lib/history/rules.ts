import { addressFields } from "@/lib/addresses/fields";
import { ownFields, termFields } from "@/lib/billing/fields";
import { contactFields } from "@/lib/contacts/fields";
import { customId } from "@/lib/custom-fields/rules";
import { customerFields } from "@/lib/customers/fields";
import { relatedFields } from "@/lib/related-companies/fields";

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
  | "decimal"
  /** Of an invoice. */
  | "line"
  | { choice: string }
  | { ids: RegisterName }
  /** Who answers, in roles of this register, and when. */
  | { ties: "customerRoles" | "projectRoles" }
  /** Bookkeeping of the row: not shown. */
  | "hidden";

/** Registers whose rows the log names by id. */
export const registerNames = [
  "activities",
  "activityTypes",
  "addresses",
  "companies",
  "companyGroups",
  "companyTerms",
  "contactRoles",
  "customerContacts",
  "customerRoles",
  "customers",
  "customerTypes",
  "employees",
  "files",
  "groups",
  "invoices",
  "keywords",
  "projectMonths",
  "projectRoles",
  "projects",
  "projectTasks",
  "relatedCompanies",
  "salesCases",
  "salesStatuses",
  "segments",
  "specialGroups",
  "tags",
  "teams",
  "units",
  "workOrders",
] as const;
export type RegisterName = (typeof registerNames)[number];

const ids = (register: RegisterName): ValueKind => ({ ids: register });
const choice = (name: string): ValueKind => ({ choice: name });

/** By the table of the log line: what each of its fields is. A field not named here is plain text. */
export const valueKinds: Record<string, Record<string, ValueKind>> = {
  customers: {
    companyId: ids("companies"),
    relatedCompanies: ids("companies"),
    kind: choice("kind"),
    country: "country",
    language: "language",
    stage: choice("stage"),
    stageReason: "hidden",
    industryCode: "industry",
    timeZone: "timeZone",
    annualRevenue: "euros",
    staff: "count",
    businessStatus: choice("businessStatus"),
    businessStatusOn: "date",
    groupId: ids("groups"),
    ownerId: ids("employees"),
    types: ids("customerTypes"),
    companyGroupId: ids("companyGroups"),
    parentId: ids("units"),
    segments: ids("segments"),
    tags: ids("tags"),
    specialGroups: ids("specialGroups"),
    responsibles: { ties: "customerRoles" },
    archivedAt: "moment",
    deletedAt: "moment",
  },
  addresses: { isHeadOffice: "yesNo", purposes: choice("purpose"), country: "country" },
  customer_contacts: {
    addressId: ids("addresses"),
    language: "language",
    birthDate: "date",
    noMailings: "yesNo",
    isPrimary: "yesNo",
    inactiveAt: "moment",
    roles: ids("contactRoles"),
  },
  activities: {
    kind: choice("activity"),
    typeId: ids("activityTypes"),
    ownerId: ids("employees"),
    dueOn: "date",
    startsOn: "date",
    endsOn: "date",
    isAllDay: "yesNo",
    remindBefore: choice("remindBefore"),
    repeats: choice("repeats"),
    repeatsUntil: "date",
    projectId: ids("projects"),
    salesCaseId: ids("salesCases"),
    employees: ids("employees"),
    contacts: ids("customerContacts"),
    isPinned: "yesNo",
    isPrivate: "yesNo",
    completedAt: "moment",
  },
  projects: {
    status: choice("projectStatus"),
    managerId: ids("employees"),
    contactId: ids("customerContacts"),
    startsOn: "date",
    endsOn: "date",
    billingMethod: choice("projectBilling"),
    budget: "decimal",
    budgetHours: "decimal",
    responsibles: { ties: "projectRoles" },
  },
  project_months: {
    revenue: "decimal",
    billing: "decimal",
    labour: "decimal",
    otherCosts: "decimal",
    hours: "decimal",
    projectId: ids("projects"),
    month: "hidden",
    kind: "hidden",
  },
  sales_cases: {
    statusId: ids("salesStatuses"),
    expectedValue: "decimal",
    currency: choice("currency"),
    expectedOn: "date",
    ownerId: ids("employees"),
    contactId: ids("customerContacts"),
    projectId: ids("projects"),
    closedAt: "hidden",
  },
  project_tasks: {
    status: choice("taskStatus"),
    assigneeId: ids("employees"),
    dueOn: "date",
    projectId: ids("projects"),
    position: "hidden",
    completedAt: "hidden",
  },
  customer_work_orders: {
    workOrderId: "hidden",
    status: choice("workOrderStatus"),
    assigneeId: ids("employees"),
    dueOn: "date",
    completedAt: "moment",
    visibility: choice("workOrderVisibility"),
    roleId: ids("customerRoles"),
    teamId: ids("teams"),
    people: ids("employees"),
    followsMembers: "yesNo",
  },
  files: { projectId: ids("projects"), contactId: ids("customerContacts") },
  invoices: {
    companyId: ids("companies"),
    projectId: ids("projects"),
    contactId: ids("customerContacts"),
    creditOf: ids("invoices"),
    status: "hidden",
    issuedOn: "date",
    dueOn: "date",
    currency: choice("currency"),
    net: "decimal",
    vat: "decimal",
    gross: "decimal",
    lines: "line",
    issuedAt: "hidden",
    issuedBy: "hidden",
  },
  billing: {
    invoiceLanguage: "language",
    invoiceTemplate: choice("invoiceTemplate"),
    vatCategory: choice("vatCategory"),
    deliveryMethod: choice("deliveryMethod"),
    currency: choice("currency"),
    einvoiceScheme: choice("einvoiceScheme"),
    salesBlock: choice("salesBlock"),
    billingContactId: ids("customerContacts"),
    billingCustomerId: ids("customers"),
  },
  persons: { erasedAt: "hidden", noMailings: "hidden" },
  customer_companies: { companyId: ids("companies"), ownerId: ids("employees") },
  customer_relations: { relatedId: ids("customers"), kind: choice("relation") },
};

/** Where the thing a line is about has a name of its own. */
export const subjectRegisters: Record<string, RegisterName> = {
  addresses: "addresses",
  billing: "companyTerms",
  customer_companies: "relatedCompanies",
  customer_contacts: "customerContacts",
  activities: "activities",
  project_months: "projectMonths",
  project_tasks: "projectTasks",
  projects: "projects",
  sales_cases: "salesCases",
  customer_work_orders: "workOrders",
  files: "files",
  invoices: "invoices",
};

/** Fields whose earlier value can be brought back through the noun's own command, with all its checks. */
const restorable: Record<string, readonly string[]> = {
  customers: [...Object.keys(customerFields), "companyGroupId", "specialGroups", "segments", "tags", "parentId"],
  customer_companies: Object.keys(relatedFields),
  billing: Object.keys({ ...termFields, ...ownFields }),
  addresses: Object.keys(addressFields),
  customer_contacts: Object.keys(contactFields),
};

/** @param subject the table of the log line */
export const isRestorable = (subject: string | null, field: string): boolean =>
  (restorable[subject ?? ""]?.includes(field) ?? false) || isCustom(subject, field);

/** A value of one of the administrator's own fields. */
export const isCustom = (subject: string | null, field: string): boolean =>
  subject === "customers" && customId(field) !== null;
