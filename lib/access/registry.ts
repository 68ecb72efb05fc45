import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { jobs, registryCheckItems, registryComparisons } from "@/db/schema/index";
import { none, ofCustomer, type Rows } from "./scopes";

/** Whoever shapes the register sees all jobs, others their own. */
export const jobsOpen: Rows = (viewer) => (viewer.can("settings") ? undefined : eq(jobs.employeeId, viewer.employeeId));

/** What registers say of customers is for those who may ask them and may open the customer. */
export const checkItemsOpen: Rows = (viewer) =>
  viewer.can("registry") ? ofCustomer(registryCheckItems.customerId)(viewer) : none;

/** A comparison that somebody asked for on a card is theirs; what a check has found is everybody's. */
export const comparisonsOpen: Rows = (viewer) => {
  if (!viewer.can("registry")) return none;
  const { askedBy, customerId, queued } = registryComparisons;
  return and(ofCustomer(customerId)(viewer), sql`(${queued} or ${askedBy} = ${viewer.employeeId})`);
};
