import type { Address, Named } from "./fiction.ts";
import type { Registry } from "./organisation-registry.ts";
import type { Work } from "./organisation-work.ts";

type Locale = "fi" | "sv" | "nl" | "en";
export type Mark<P> = { at: Date; by: P };

export type Company = { name: string; country: string; vatNumber?: string };
export type Team<C = string> = { name: string; company: C };

export type Person<C = string, T = string> = Named & {
  company: C;
  profile: "administrator" | "manager" | "seller" | "employee" | null;
  locale: Locale;
  isSeller?: boolean;
  teams?: readonly T[];
  deactivatedAt?: Date;
};

/** What invoices are made by; what is left out comes from the group, then from the organisation. */
export type Terms = {
  paymentTerm?: number;
  overdueInterest?: string;
  invoiceLanguage?: Locale;
  invoiceTemplate?: "detailed" | "summary" | "byProject";
  vatRate?: string;
  vatCategory?: "S" | "E" | "AE";
  deliveryMethod?: "einvoice" | "email" | "post";
  currency?: string;
  einvoiceScheme?: string;
  einvoiceAddress?: string;
  einvoiceOperator?: string;
  invoiceEmails?: string[];
  yourReference?: string;
  orderNumber?: string;
  creditLimit?: string;
  salesBlock?: "warn" | "stop";
  salesBlockReason?: string;
};

export type Group<P = string> = {
  name: string;
  sellers: readonly P[];
  numberStart?: number;
  ledgerAccount?: string;
  billing?: Terms;
};

export type Place = Address & {
  purposes?: readonly ("visiting" | "postal" | "billing" | "delivery")[];
  attention?: string;
};

export type Role = "Decision maker" | "Billing" | "Purchasing" | "Technical contact";

/** The same object at two customers is one person with two contacts. */
export type Outsider = Named & { language: Locale; noMailings?: boolean };
export type Contact = {
  person: Outsider;
  title?: string;
  email?: string;
  phone?: string;
  mobile?: string;
  description?: string;
  satisfaction?: number;
  isPrimary?: boolean;
  inactiveAt?: Date;
  roles?: readonly Role[];
  keywords?: readonly string[];
};

/** Dates as yyyy-mm-dd, both inclusive. */
export type Responsible<P = string> = { who: P; roles?: readonly string[]; from?: string; to?: string; note?: string };

/** In what part an employee answers for customers, or works on projects. */
export type EmployeeRole = {
  names: Record<Locale, string>;
  letter: string;
  colour: "blue" | "green" | "ochre" | "plum" | "violet" | "rust";
  level?: "accountable" | "responsible" | "consulted" | "informed";
  isRequired?: boolean;
  isShown?: boolean;
  disabledAt?: Date;
};

export type Customer<C = string, P = string, G = string> = {
  name: string;
  company: C;
  country: string;
  kind?: "organisation" | "person" | "internal";
  /** Without one it takes the next of its group's series, or of the general one. */
  number?: string;
  businessId?: string;
  vatNumber?: string;
  email?: string;
  phone?: string;
  website?: string;
  language?: Locale;
  description?: string;
  industryCode?: string;
  annualRevenue?: string;
  staff?: number;
  timeZone?: string;
  owner?: P;
  group?: G;
  stage?: "prospect" | "active";
  stageReason?: "created" | "manual" | "imported" | "invoice" | "won";
  types?: readonly ("customer" | "subcontractor" | "consumer")[];
  /** The first one is the head office. */
  addresses?: readonly Place[];
  contacts?: readonly Contact[];
  responsibles?: readonly Responsible<P>[];
  /** Companies that also serve the customer, and what is different there. */
  related?: readonly { company: C; owner?: P; number?: string; billing?: Terms }[];
  companyGroup?: string;
  /** Names of segments; no two of the organisation are the same. */
  segments?: readonly string[];
  tags?: readonly string[];
  specialGroups?: readonly string[];
  billing?: Terms;
  created: Mark<P>;
  /** A later change of one field; `before` is what it was. */
  updated?: Mark<P> & { field: "description" | "website" | "phone"; before: string | null };
  archived?: Mark<P> & { reason: string };
  deleted?: Mark<P>;
};

/** A whole organisation, everything by telling keys. People's e-mail is their key @demo.example. */
export type Organisation = {
  name: string;
  /** First customer number outside the groups' own series. */
  numberingStart: number;
  founded: Date;
  companies: Record<string, Company>;
  teams: Record<string, Team>;
  people: Record<string, Person>;
  groups: Record<string, Group>;
  segmentGroups: Record<string, { onlyOne: boolean; segments: readonly string[] }>;
  /** Of customers and of projects, by the keys that people have them under. */
  customerRoles: Record<string, EmployeeRole>;
  projectRoles: Record<string, EmployeeRole>;
  /** Their descriptions. */
  specialGroups: Record<string, string>;
  customers: Record<string, Customer>;
  /** The main unit of each sub unit. */
  units: Record<string, string>;
  /** What the business registers say, where they have been asked. */
  registry?: Registry;
} & Work;
