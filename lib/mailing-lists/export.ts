import "server-only";
import { asc } from "drizzle-orm";
import { stream } from "@/lib/access/stream";
import type { Viewer } from "@/lib/access/viewer";
import type { ContactFilter } from "@/lib/contact-register/filter";
import { chosen, factsOf } from "./filter";

/** More blind copies no mail server takes at once. */
export const mostCopied = 2_000;

export const exportAddresses = stream("export", "contacts.addressesRead", (scope, filter: ContactFilter) => {
  const { listedContacts: contacts } = scope.tables;
  return {
    query: scope.db
      .select({ email: contacts.email })
      .from(contacts)
      .where(chosen(scope, filter))
      .orderBy(asc(contacts.email))
      .limit(mostCopied),
    row: ([email]) => String(email),
    facts: factsOf(filter),
  };
});

/** The e-mail addresses of a mailing list's members, the first `mostCopied` of them. */
export async function readAddresses(viewer: Viewer, filter: ContactFilter): Promise<string[]> {
  const addresses: string[] = [];
  for await (const batch of await exportAddresses(viewer, filter)) addresses.push(...batch);
  return addresses;
}
