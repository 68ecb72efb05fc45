import { wholeNumber } from "@/lib/access/post";
import type { Params } from "@/lib/list-address";

export const pageSize = 20;
/** How many of somebody’s own open activities are shown at once. */
export const mostOfMine = 50;
const mostPages = 50;

/** What the address of a card says about its activities. Nonsense becomes the default, never an error. */
export type ActivityFilter = {
  tab: "planned" | "past";
  /** An activity type, or the tasks of projects. */
  type: number | "task" | null;
  owner: number | null;
  /** How many pages are shown one below the other. */
  show: number;
};

export function activityFilter(params: Params): ActivityFilter {
  const { activities, activityType, activityOwner, activityPages } = params;
  return {
    tab: activities === "past" ? "past" : "planned",
    type: activityType === "task" ? "task" : wholeNumber(activityType),
    owner: wholeNumber(activityOwner),
    show: Math.min(wholeNumber(activityPages) ?? 1, mostPages),
  };
}

/** The filter as the address says it; what is the default is left out. */
export const activityQuery = ({ tab, type, owner, show }: ActivityFilter) => ({
  activities: tab === "past" ? tab : null,
  activityType: type,
  activityOwner: owner,
  activityPages: show > 1 ? show : null,
});
