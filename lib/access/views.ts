import "server-only";
import type { Subquery } from "drizzle-orm";
import { myActivitiesOf, myMentionsOf, openActivitiesOf, openTasksOf } from "./activities";
import { customerEventsOf } from "./customer-events";
import { myHandOversOf } from "./hand-overs";
import { contactsListable, type ListedContacts } from "./listed-contacts";
import { customersListable, type ListedCustomers } from "./listed-customers";
import { type ListedWorkOrders, workOrdersListable } from "./listed-work-orders";
import { customersInBin, customersListed } from "./scopes";
import { securityEventsOf } from "./security-events";
import { sharedAddressesOf } from "./shared-addresses";
import { unitsSeen } from "./units";
import type { Viewer } from "./viewer";

/** What is put together of several tables for a purpose, cut to the viewer like the tables themselves. */
export const views = {
  listedCustomers: (viewer: Viewer): ListedCustomers => customersListable(viewer, customersListed),
  binnedCustomers: (viewer: Viewer): ListedCustomers => customersListable(viewer, customersInBin),
  listedContacts: (viewer: Viewer): ListedContacts => contactsListable(viewer, "listed_contacts"),
  /** The same once more, to compare contacts with each other. */
  listedTwins: (viewer: Viewer) => contactsListable(viewer, "listed_twins") as unknown as ListedContacts,
  listedWorkOrders: (viewer: Viewer): ListedWorkOrders => workOrdersListable(viewer),
  customerEvents: customerEventsOf,
  securityEvents: securityEventsOf,
  /** Names of main and sub units. */
  units: unitsSeen,
  openActivities: (viewer: Viewer) => openActivitiesOf(viewer),
  myActivities: myActivitiesOf,
  myMentions: myMentionsOf,
  openTasks: openTasksOf,
  myHandOvers: myHandOversOf,
  sharedAddresses: sharedAddressesOf,
} satisfies Record<string, (viewer: Viewer) => Subquery>;

export type Views = { [Name in keyof typeof views]: ReturnType<(typeof views)[Name]> };
