import type { Locale } from "@/lib/access/viewer";
import type { ProblemKey } from "@/lib/errors";

/** What a business is doing, worst last. A register may say several things at once; the worst counts. */
export const businessStatuses = ["active", "restructuring", "liquidation", "bankrupt", "ceased", "removed"] as const;
export type BusinessStatus = (typeof businessStatuses)[number];

/** What can be taken from a register: the first four are proposed, the others only offered. */
export const registryFields = [
  "name",
  "address",
  "email",
  "website",
  "phone",
  "industryCode",
  "companyForm",
  "staff",
  "businessStatus",
] as const;
export type RegistryField = (typeof registryFields)[number];

/** Words by the language they are in; "any" where a register has one writing for all. */
export type Worded = Partial<Record<Locale | "any", string>>;

export type RegistryAddress = {
  /** Care of whom, with its "c/o". */
  attention: string | null;
  /** Street, number, entrance and flat in one line. */
  street: string | null;
  /** The number of a post-office box; how it is written depends on the language ("PL 226", "PB 226", "Postboks 226"). */
  box: string | null;
  postalCode: string | null;
  /** As the register writes it, often in capitals. */
  towns: Worded;
  country: string;
};

/** What a register says of one business, in our terms; null where it has none. */
export type RegistryRecord = {
  businessId: string;
  /** As registered, often in capitals; null where the register has removed everything but the number. */
  name: string | null;
  formerNames: string[];
  form: Worded;
  status: BusinessStatus;
  /** Since when, as YYYY-MM-DD. */
  statusOn: string | null;
  visiting: RegistryAddress | null;
  postal: RegistryAddress | null;
  email: string | null;
  /** In international form (E.164). */
  phone: string | null;
  website: string | null;
  /** NACE Rev. 2.1, digits only; codes of older editions are left out. */
  industryCode: string | null;
  staff: number | null;
  isVatRegistered: boolean | null;
};

/** Of whom a register says nothing. */
export const nothingSaid = {
  name: null,
  formerNames: [],
  form: {},
  visiting: null,
  postal: null,
  email: null,
  phone: null,
  website: null,
  industryCode: null,
  staff: null,
  isVatRegistered: null,
} satisfies Partial<RegistryRecord>;

export type RegistryFailure = Extract<
  ProblemKey,
  | "registryInvalidId"
  | "registryNotFound"
  | "registryBusy"
  | "registryUnavailable"
  | "registryBadAnswer"
  | "registryOff"
>;

/** @property retryAfter seconds after which the register said it may be asked again */
export type Refused = { ok: false; problem: RegistryFailure; retryAfter?: number };

export type LookUp = { ok: true; record: RegistryRecord; fetchedAt: Date } | Refused;

export type RegistryHit = Pick<RegistryRecord, "businessId" | "status"> & {
  name: string;
  form: Worded;
  towns: Worded;
};

/** @property total how many the register has; it hands out the first ones */
export type Search = { ok: true; hits: RegistryHit[]; total: number } | Refused;

/** A business register. A further country is a further file like prh.ts, and a line in registers.ts. */
export type Register = {
  name: string;
  /** Countries (ISO 3166) whose businesses it knows. */
  countries: readonly string[];
  /** The address it is asked at, before the path: from the environment, else the real one. */
  base: () => string;
  /** What it ever gives; "has none" is said only of these. */
  provides: ReadonlySet<RegistryField>;
  /**
   * Never throws: whatever goes wrong is a refusal.
   * @param id a checked business ID as it is stored
   * @param isAwaited somebody waits for the answer: a busy register is asked once more
   */
  lookUp: (id: string, isAwaited?: boolean) => Promise<LookUp>;
  /** @param words a name or a part of one, at least three characters, or a business ID */
  search: (words: string, isAwaited?: boolean) => Promise<Search>;
};

/** How long a comparison that somebody opened on a card may be confirmed (the queue's wait longer). */
export const comparisonMinutes = 30;

/** How much of a name has to be written before a register is asked. */
export const fewestLetters = 3;
