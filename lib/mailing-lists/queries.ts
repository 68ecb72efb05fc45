import "server-only";
import { count, eq, sql, sum } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { type ContactFilter, contactFilter } from "@/lib/contact-register/filter";
import { absent } from "@/lib/outcome";
import { judgedBy, type Reason } from "./filter";

/** A mailing list that is one's own or shared, with the filter it stands for. */
export const getMailingList = query("customers.read", async ({ db, tables, viewer }, id: number) => {
  const { employees, mailingLists } = tables;
  const [list] = await db
    .select({
      id: mailingLists.id,
      name: mailingLists.name,
      isShared: mailingLists.isShared,
      version: mailingLists.version,
      ownerId: mailingLists.ownerId,
      ownerName: sql<string>`concat_ws(' ', ${employees.firstName}, ${employees.lastName})`,
      filter: mailingLists.filter,
    })
    .from(mailingLists)
    .leftJoin(employees, eq(employees.id, mailingLists.ownerId))
    .where(eq(mailingLists.id, id));
  if (!list) absent();
  return { ...list, filter: contactFilter(list.filter), mine: mayChange(viewer, list) };
});

export type MailingList = Awaited<ReturnType<typeof getMailingList>>;

/** How many are on a list, and how many its filter finds but leaves out, by reason. Exact: letters go out by it. */
export const countMembers = query("customers.read", async (scope, filter: ContactFilter) => {
  const judged = judgedBy(scope, filter);
  const perAddress = scope.db
    .select({ reason: judged.reason, entries: count().as("entries") })
    .from(judged)
    .groupBy(judged.reason, judged.address)
    .as("per_address");
  const rows = await scope.db
    .select({ reason: perAddress.reason, entries: sum(perAddress.entries).mapWith(Number), addresses: count() })
    .from(perAddress)
    .groupBy(perAddress.reason);
  const entriesOf = (reason: Reason) => rows.find((row) => row.reason === reason)?.entries ?? 0;
  const on = rows.find(({ reason }) => reason === null) ?? { entries: 0, addresses: 0 };
  const leftOut: Record<Reason, number> = {
    noMailings: entriesOf("noMailings"),
    noEmail: entriesOf("noEmail"),
    inactive: entriesOf("inactive"),
    sameAddress: on.entries - on.addresses,
  };
  return { members: on.addresses, leftOut };
});

/** A list is its owner's; a shared one also belongs to whoever keeps the settings. */
const mayChange = (viewer: Viewer, list: { ownerId: number; isShared: boolean }): boolean =>
  list.ownerId === viewer.employeeId || (list.isShared && viewer.can("settings"));
