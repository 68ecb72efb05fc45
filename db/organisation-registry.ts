import type { RegistryRecord } from "../lib/registry/rules.ts";

/** What a business register says of one customer. */
export type RegistryFinding = {
  /** The customer's key. */
  customer: string;
  register: string;
  record: RegistryRecord;
  /** Names of the fields in which the customer differs from it. */
  differing: string[];
  /** Somebody should look at it. */
  isWorthIt: boolean;
};

/** Answers of the business registers, and a check that somebody has made of some of the customers. */
export type Registry = {
  checkedAt: Date;
  /** The person's key. */
  checkedBy: string;
  findings: readonly RegistryFinding[];
  checked: readonly RegistryFinding[];
};
