import type { TableName } from "@/lib/access/rows";
import type { Part, Viewer } from "@/lib/access/viewer";

export const defaultMarks = ["isDefault", "defaultCustomer", "defaultSubcontractor", "defaultConsumer"] as const;
export type DefaultMark = (typeof defaultMarks)[number];

/** What a tag can look like; it says nothing by itself. */
export const tagColours = ["grey", "blue", "green", "yellow", "red"] as const;
export type TagColour = (typeof tagColours)[number];

type Shape = {
  /** What one entry is called: in panels' addresses, in the log, in the catalogs. */
  noun: string;
  /** The page of the settings it stands on. */
  section: "contacts" | "activities" | "groupings" | "fields" | "types" | "teams" | "roles" | "sales";
  /** Where its entries are used: a table and the property of it that refers to them, or the values of custom fields. */
  usedBy: readonly [TableName, string] | "custom keys" | "custom options";
  /** Of which property of that table each value counts once, and only in rows that hold today; else every row counts. */
  per?: string;
  /** People choose the order; else it is by name. */
  isOrdered?: true;
  /** The property that order, and one default each, are kept within. */
  within?: string;
  /** Marks that exactly one of them has, in each `within`: what is proposed first. */
  defaults?: readonly DefaultMark[];
  /** What else its list tells of an entry. */
  facts?: readonly string[];
  /** The part of the product it belongs to: without it there is no such list. */
  part?: Part;
  /** Its entries are made, named and deleted on a page of their own. */
  ownPage?: true;
  /** One entry may go into another: whatever has the one has the other then. */
  merges?: true;
};

/** The lists of names that an administrator keeps. Every one of them is shown, filled and changed the same way. */
export const registers = {
  customFields: { noun: "customField", section: "fields", usedBy: "custom keys", isOrdered: true, facts: ["kind"] },
  customOptions: {
    noun: "customOption",
    section: "fields",
    usedBy: "custom options",
    isOrdered: true,
    within: "fieldId",
    merges: true,
  },
  customerTypes: {
    noun: "customerType",
    section: "types",
    usedBy: ["customerTypeLinks", "typeId"],
    isOrdered: true,
    defaults: ["defaultCustomer", "defaultSubcontractor", "defaultConsumer"],
    facts: ["builtIn"],
    merges: true,
  },
  teams: { noun: "team", section: "teams", usedBy: ["employeeTeams", "teamId"], within: "companyId", merges: true },
  contactRoles: {
    noun: "contactRole",
    section: "contacts",
    usedBy: ["contactRoleLinks", "roleId"],
    part: "roles",
    isOrdered: true,
    merges: true,
  },
  keywords: { noun: "keyword", section: "contacts", usedBy: ["contactKeywordLinks", "keywordId"], merges: true },
  activityTypes: {
    noun: "activityType",
    section: "activities",
    usedBy: ["activities", "typeId"],
    isOrdered: true,
    within: "kind",
    defaults: ["isDefault"],
    merges: true,
  },
  salesStatuses: {
    noun: "salesStatus",
    section: "sales",
    usedBy: ["salesCases", "statusId"],
    isOrdered: true,
    within: "state",
    defaults: ["isDefault"],
    merges: true,
  },
  companyGroups: { noun: "companyGroup", section: "groupings", usedBy: ["customers", "companyGroupId"], merges: true },
  segmentGroups: {
    noun: "segmentGroup",
    section: "groupings",
    usedBy: ["segments", "segmentGroupId"],
    part: "segments",
    isOrdered: true,
    merges: true,
  },
  segments: {
    noun: "segment",
    section: "groupings",
    usedBy: ["customerSegments", "segmentId"],
    part: "segments",
    isOrdered: true,
    within: "segmentGroupId",
    merges: true,
  },
  specialGroups: {
    noun: "specialGroup",
    section: "groupings",
    usedBy: ["specialGroupMembers", "specialGroupId"],
    ownPage: true,
    merges: true,
  },
  tags: { noun: "tag", section: "groupings", usedBy: ["customerTags", "tagId"], merges: true },
  customerRoles: {
    noun: "customerRole",
    section: "roles",
    usedBy: ["responsibilities", "roleId"],
    per: "customerId",
    part: "roles",
    isOrdered: true,
    merges: true,
  },
  projectRoles: {
    noun: "projectRole",
    section: "roles",
    usedBy: ["projectParticipants", "roleId"],
    per: "projectId",
    part: "roles",
    isOrdered: true,
    merges: true,
  },
} as const satisfies Record<string, Shape>;

export type RegisterName = keyof typeof registers;
export type Register = Shape;

export const registerNames = Object.keys(registers) as RegisterName[];

export const registerOf = (name: RegisterName): Register => registers[name];

/** Whether there is such a list: the part it belongs to is in use. */
export function isInUse(viewer: Viewer, name: RegisterName): boolean {
  const { part } = registerOf(name);
  return !part || viewer.uses(part);
}

export const isRegister = (value: unknown): value is RegisterName => registerNames.includes(value as RegisterName);

/** Roles that employees have with customers and projects. */
export const isRoleRegister = (name: RegisterName) => name === "customerRoles" || name === "projectRoles";
