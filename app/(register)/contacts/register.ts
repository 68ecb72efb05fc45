import type { Viewer } from "@/lib/access/viewer";
import { type ContactFilter, contactFilter } from "@/lib/contact-register/filter";
import type { Params } from "@/lib/list-address";
import { getMailingList, type MailingList } from "@/lib/mailing-lists/queries";

export type Register = { filter: ContactFilter; list: MailingList | null };

/** A role says nothing while roles are not in use. A mailing list made by one keeps the people it was made for. */
const withinUse = (viewer: Viewer, filter: ContactFilter): ContactFilter =>
  viewer.uses("roles") ? filter : { ...filter, role: null };

/** What the address shows: everybody the filter finds, or the members of a mailing list by the filter it keeps. */
export async function registerAt(viewer: Viewer, params: Params): Promise<Register> {
  const asked = withinUse(viewer, contactFilter(params));
  if (asked.list === null) return { filter: asked, list: null };
  const list = await getMailingList(viewer, asked.list);
  const { sort, descending, page, after } = asked;
  return { filter: { ...list.filter, list: list.id, sort, descending, page, after }, list };
}
