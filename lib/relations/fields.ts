import { choice, type Fields, reference } from "@/lib/fields";
import { optional, text } from "@/lib/text";

/** What the other customer is to this one. */
export const relationKinds = ["partner", "landlord", "billingAgent", "propertyManager", "other"] as const;
export type RelationKind = (typeof relationKinds)[number];

/** Customers that a search for the other one offers. */
export const mostCandidates = 10;

/** How two customers belong together, other than as parent and subsidiary. */
export const relationFields = {
  relatedId: { as: "reference", is: reference(), required: true },
  kind: { as: "choice", is: choice(relationKinds), required: true },
  note: { as: "text", is: optional(text(200)), autoComplete: "off" },
} as const satisfies Fields;
