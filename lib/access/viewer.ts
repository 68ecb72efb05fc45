import type { Feature, Integration } from "../../db/schema/settings.ts";
import { allows, type Grants, type Permission, type Reach, rightsOf } from "./permissions.ts";

/** A part of the product, or an outside system, that an organisation may do without. */
export type Part = Feature | Integration;

export type Locale = "fi" | "sv" | "nl" | "en";

/** What the database says of the person behind a session, read once per request. */
export type ViewerFacts = {
  employeeId: number;
  companyId: number;
  companyName: string;
  companyInUse: boolean;
  /** The home company’s country: the one a town needs no country after. */
  country: string;
  name: string;
  email: string;
  locale: Locale | null;
  theme: "light" | "dark" | null;
  shortcuts: boolean;
  /** The key figures this person has chosen; null = the usual ones. */
  keyFigures: readonly string[] | null;
  profile: { builtIn: string | null; name: string | null } | null;
  grants: Grants;
  reach: readonly Reach[];
  /** Groups where this person is a seller and holds the seller right. */
  soldGroups: readonly number[];
  /** This person and everybody in the same teams. */
  teamMates: readonly number[];
  showOtherCompanies: boolean;
  maskOtherCompanies: boolean;
  shareAddresses: boolean;
  shareStructure: boolean;
  /** Whether this person's company has owners or numbers of its own for customers at home elsewhere. */
  ownValues: boolean;
  /** Which units the customer list begins with. */
  listedUnits: "all" | "main" | "sub" | "none";
  features: readonly Feature[];
  integrations: readonly Integration[];
  /** Business registers that may be asked. */
  registers: readonly string[];
  organisationName: string;
  timeZone: string;
  /** In which the organisation adds up money. */
  currency: string;
  /** Today in the organisation's time zone, yyyy-mm-dd. */
  today: string;
  sessionHash: string;
  /** Where the request comes from, as the security log keeps it (network.ts). */
  network: string | null;
  /** Who really sits there, while they look at the register as this person. Then nothing can be changed. */
  viewedBy: { employeeId: number; name: string } | null;
};

/** Whoever asks. Made only from a session (lib/access/sessions) and by the cast of the tests. */
export class Viewer {
  readonly facts: ViewerFacts;

  private constructor(facts: ViewerFacts) {
    this.facts = facts;
  }

  static of(facts: ViewerFacts): Viewer {
    return new Viewer(facts);
  }

  get employeeId(): number {
    return this.facts.employeeId;
  }

  /** Who is answerable for what is done: the person who really sits there. */
  get actorId(): number {
    return this.facts.viewedBy?.employeeId ?? this.facts.employeeId;
  }

  get actorName(): string {
    return this.facts.viewedBy?.name ?? this.facts.name;
  }

  can(permission: Permission): boolean {
    return allows(this.facts.grants, permission);
  }

  /** Whether a part of the product, or an outside system, is in use. */
  uses(part: Part): boolean {
    return [...this.facts.features, ...this.facts.integrations].includes(part);
  }

  /** How far the rights on customers go, as the keys the row rules need. Nothing = no customers. */
  get customerReach() {
    const { reach, companyId, soldGroups, teamMates, employeeId } = this.facts;
    const people = reach.includes("team") ? teamMates : reach.includes("mine") ? [employeeId] : [];
    return {
      all: reach.includes("all"),
      companies: reach.includes("company") ? [companyId] : [],
      groups: reach.includes("groups") ? soldGroups : [],
      people,
    };
  }

  /** Whether another person may do and see nothing that this one does not: with customers it is the very reach that counts. */
  covers(other: Viewer): boolean {
    const [mine, theirs] = [this.customerReach, other.customerReach];
    const keys = ["companies", "groups", "people"] as const;
    const reaches =
      mine.all ||
      !other.can("customers.read") ||
      (!theirs.all && keys.every((way) => theirs[way].every((key) => mine[way].includes(key))));
    return reaches && rightsOf(other.facts.grants).every((right) => this.can(right));
  }
}
