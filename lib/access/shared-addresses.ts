import "server-only";
import { and, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { addresses, customers } from "@/db/schema/index";
import { customersListed, none } from "./scopes";
import type { Viewer } from "./viewer";

/**
 * Where the customers that a list may show are found, while the organisation shares addresses between companies. The
 * places alone: who works there and how to reach them belongs to the card.
 */
export function sharedAddressesOf(viewer: Viewer) {
  const { id, customerId, isHeadOffice, street, postalCode, city, region, country } = addresses;
  const { showOtherCompanies, shareAddresses } = viewer.facts;
  const listed = db.select({ id: customers.id }).from(customers).where(customersListed(viewer));
  return db
    .select({ id, customerId, isHeadOffice, street, postalCode, city, region, country })
    .from(addresses)
    .where(and(showOtherCompanies && shareAddresses ? undefined : none, sql`${customerId} in (${listed})`))
    .as("shared_addresses");
}
