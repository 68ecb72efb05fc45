/** What the security log tells of, in groups by which it can be read. */
export const securityCategories = ["signIn", "taken", "removed", "rights", "refused"] as const;
export type SecurityCategory = (typeof securityCategories)[number];

/** Words of the log that are lines of the security log, too. What is not named here is everyday work. */
const actions = {
  signIn: [
    "session.started",
    "session.refused",
    "session.throttled",
    "session.ended",
    "session.othersEnded",
    "session.viewStarted",
    "session.viewEnded",
    "person.sessionsEnded",
    "person.linkMade",
    "person.passwordSet",
    "person.providerLinked",
    "person.providerUnlinked",
  ],
  taken: [
    "customers.exported",
    "contacts.exported",
    "contacts.addressesRead",
    "responsibilities.exported",
    "responsiblePersons.exported",
    "workOrders.exported",
    "financials.exported",
    "report.exported",
    "securityLog.exported",
    "import.rejectedTaken",
    "file.downloaded",
    "calendarFeed.renewed",
    "calendarFeed.revoked",
    "backup.made",
    "backup.restored",
  ],
  removed: [
    "contact.erased",
    "customer.deleted",
    "customer.restored",
    "activity.deleted",
    "address.deleted",
    "file.deleted",
    "group.deleted",
    "group.restored",
    "invoice.deleted",
    "mailingList.deleted",
    "project.deleted",
    "projectTask.deleted",
    "relation.deleted",
    "relatedCompany.deleted",
    "report.deleted",
    "salesCase.deleted",
    "specialGroup.deleted",
    "specialGroup.restored",
    "workOrder.deleted",
    "workOrders.unmade",
  ],
  rights: [
    "person.invited",
    "person.updated",
    "person.deactivated",
    "person.reactivated",
    "profile.created",
    "profile.updated",
    "profile.deleted",
    "group.sellersChanged",
    "settings.switched",
    "company.created",
    "company.switched",
    "company.deleted",
  ],
  refused: ["access.refused"],
} as const satisfies Record<SecurityCategory, readonly string[]>;

export type SecurityAction = (typeof actions)[SecurityCategory][number];

const categories: ReadonlyMap<string, SecurityCategory> = new Map(
  securityCategories.flatMap((category) => actions[category].map((action) => [action, category] as const)),
);

export const securityActions = [...categories.keys()] as SecurityAction[];

/** The group of the security log that a word of the log belongs to; null = not in it. */
export const categoryOf = (action: string): SecurityCategory | null => categories.get(action) ?? null;
