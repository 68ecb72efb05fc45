import type { Address, Named } from "./fiction.ts";

type Locale = "fi" | "sv" | "nl" | "en";
type Mark<P> = { at: Date; by: P };

export type Company = { name: string; country: string };
export type Team<C = string> = { name: string; company: C };

export type Person<C = string, T = string> = Named & {
  company: C;
  profile: "administrator" | "manager" | "seller" | "employee" | null;
  locale: Locale;
  isSeller?: boolean;
  teams?: readonly T[];
  deactivatedAt?: Date;
};

export type Group<P = string> = { name: string; sellers: readonly P[]; numberStart?: number; ledgerAccount?: string };

/** The same object at two customers is one person with two contacts. */
export type Outsider = Named & { language: Locale };
export type Contact = { person: Outsider; title?: string; email?: string; phone?: string };

/** Dates as yyyy-mm-dd, both inclusive. */
export type Responsible<P = string> = { who: P; from?: string; to?: string; note?: string };

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
  owner?: P;
  group?: G;
  stage?: "prospect" | "active";
  stageReason?: "manual" | "imported";
  types?: readonly ("customer" | "subcontractor" | "consumer")[];
  /** The first one is the head office. */
  addresses?: readonly Address[];
  contacts?: readonly Contact[];
  responsibles?: readonly Responsible<P>[];
  /** Companies that also serve the customer. */
  related?: readonly C[];
  created: Mark<P>;
  /** A later change of one field; `before` is what it was. */
  updated?: Mark<P> & { field: "description" | "website" | "phone"; before: string | null };
  archived?: Mark<P> & { reason: string };
  deleted?: Mark<P>;
};

/** A whole organisation, everything by telling keys. People's e-mail is their key @demo.example. */
export type Organisation<
  C extends string = string,
  T extends string = string,
  P extends string = string,
  G extends string = string,
  K extends string = string,
> = {
  name: string;
  /** First customer number outside the groups' own series. */
  numberingStart: number;
  founded: Date;
  companies: Record<C, Company>;
  teams: Record<T, Team<NoInfer<C>>>;
  people: Record<P, Person<NoInfer<C>, NoInfer<T>>>;
  groups: Record<G, Group<NoInfer<P>>>;
  customers: Record<K, Customer<NoInfer<C>, NoInfer<P>, NoInfer<G>>>;
};
