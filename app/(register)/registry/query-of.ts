import { withQuery } from "@/lib/paths";
import { placeQuery, type QueueFilter } from "@/lib/registry-queue/filter";

/** Filter and page as one text, for an action that leads back to the same list. */
export const queryOf = (filter: QueueFilter): string => withQuery("", placeQuery(filter)).slice(1);
