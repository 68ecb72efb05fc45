import type { Address, Named } from "./fiction.ts";

type Locale = "fi" | "sv" | "nl" | "en";
type Mark<P> = { at: Date; by: P };

export type Person<C extends string, T extends string> = Named & {
  company: C;
  profile: "administrator" | "manager" | "seller" | "employee" | null;
  locale: Locale;
  isSeller?: boolean;
  teams?: T[];
  deactivatedAt?: Date;
};

export type Group<P extends string> = { name: string; sellers: P[]; numberStart?: number; ledgerAccount?: string };

/** The same object at two customers is one person with two contacts. */
export type Outsider = Named & { language: Locale };
export type Contact = { person: Outsider; title?: string; email?: string; phone?: string; inactiveAt?: Date };

/** Dates as yyyy-mm-dd, both inclusive. */
export type Responsible<P> = { who: P; from?: string; to?: string; note?: string };

export type Customer<C extends string, P extends string, G extends string> = {
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
  types?: ("customer" | "subcontractor" | "consumer")[];
  /** The first one is the head office. */
  addresses?: Address[];
  contacts?: Contact[];
  responsibles?: Responsible<P>[];
  /** Companies that also serve the customer. */
  related?: C[];
  created: Mark<P>;
  /** A later change of one field; `before` is what it was. */
  updated?: Mark<P> & { field: "description" | "website" | "phone"; before: string | null };
  archived?: Mark<P> & { reason: string };
  deleted?: Mark<P>;
};

/** A whole organisation, everything by telling keys. People's e-mail is their key @demo.example. */
export type Organisation<C extends string, T extends string, P extends string, G extends string, K extends string> = {
  name: string;
  /** First customer number outside the groups' own series. */
  numberingStart: number;
  founded: Date;
  companies: Record<C, { name: string; country: string }>;
  teams: Record<T, { name: string; company: NoInfer<C> }>;
  people: Record<P, Person<NoInfer<C>, NoInfer<T>>>;
  groups: Record<G, Group<NoInfer<P>>>;
  customers: Record<K, Customer<NoInfer<C>, NoInfer<P>, NoInfer<G>>>;
};

export type Ids<K extends string> = Record<K, number>;

/** `Object.entries` that remembers which keys there are. */
export const entriesOf = <K extends string, V>(record: Record<K, V>) => Object.entries(record) as [K, V][];

/** Ids by key; the rows are in the order of the keys. */
export function keyed<K extends string>(record: Record<K, unknown>, rows: { id: number }[]): Ids<K> {
  return Object.fromEntries(Object.keys(record).map((key, place) => [key, rows[place]?.id])) as Ids<K>;
}
