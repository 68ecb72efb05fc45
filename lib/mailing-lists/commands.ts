import "server-only";
import { eq, or, sql } from "drizzle-orm";
import { mailingLists } from "@/db/schema/index";
import { command } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { contactFilter, savedFilter } from "@/lib/contact-register/filter";
import { noInput } from "@/lib/fields";
import { mailingListInput, newMailingListInput } from "./fields";

export const createMailingList = command({
  may: "customers.read",
  subject: mailingLists,
  log: "mailingList.created",
  input: newMailingListInput,
  async run({ viewer, tx }, { name, isShared = false, ...address }) {
    const filter = savedFilter(contactFilter(address));
    const [list] = await tx
      .insert(mailingLists)
      .values({ name, isShared, filter, ownerId: viewer.employeeId })
      .returning({ id: mailingLists.id });
    if (!list) throw new Error("no mailing list");
    return list;
  },
});

/** One's own; a shared one also for whoever keeps the settings. */
const changeable = (viewer: Viewer) =>
  or(
    eq(mailingLists.ownerId, viewer.employeeId),
    viewer.can("settings") ? eq(mailingLists.isShared, true) : undefined,
  ) ?? sql`false`;

/** Another name, shared or not. Whom it finds stays as it is. */
export const updateMailingList = command({
  may: "customers.read",
  on: mailingLists,
  among: changeable,
  log: "mailingList.updated",
  input: mailingListInput,
  async run({ tx, row: list }, input) {
    await tx
      .update(mailingLists)
      .set({ ...input, version: sql`${mailingLists.version} + 1`, updatedAt: sql`now()` })
      .where(eq(mailingLists.id, list.id));
    return { id: list.id };
  },
});

/** The list goes; the people on it stay. */
export const deleteMailingList = command({
  may: "customers.read",
  on: mailingLists,
  among: changeable,
  log: "mailingList.deleted",
  input: noInput,
  async run({ tx, row: list }) {
    await tx.delete(mailingLists).where(eq(mailingLists.id, list.id));
    return { id: list.id };
  },
});
