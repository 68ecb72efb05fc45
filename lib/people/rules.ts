import type { Grants } from "@/lib/access/permissions";
import { allows, isWithin } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/access/viewer";

type Profile = { grants: Grants | null; reach: readonly string[] | null };

const held = ({ grants, reach }: Profile) => ({ grants: grants ?? {}, reach: reach ?? [] });

/** Nobody hands out more than they hold, and nobody rules over somebody who holds more. */
export const isWithinOwn = (viewer: Viewer, profile: Profile): boolean =>
  isWithin(held(profile), { grants: viewer.facts.grants, reach: viewer.facts.reach });

/**
 * Whether somebody is in one's hands: they hold no more than oneself, and whose rights end at some customers looks after
 * the people of the own company only, as the same words reach other customers in another.
 */
export const isInRank = (viewer: Viewer, person: Profile & { companyId: number }): boolean =>
  isWithinOwn(viewer, person) && mayPlaceIn(viewer, person.companyId);

/** Whether one may have people in a company. */
export const mayPlaceIn = (viewer: Viewer, companyId: number): boolean =>
  viewer.facts.reach.includes("all") || viewer.facts.companyId === companyId;

/** Whether one may put people into a team: one in use, and of a company one may have people in. */
export const isTeamOffered = (viewer: Viewer, team: { companyId: number; disabledAt: Date | null }): boolean =>
  team.disabledAt === null && mayPlaceIn(viewer, team.companyId);

/** Somebody like this has to be left, or nobody could let anybody in again. */
export const mayLetIn = (profile: Profile): boolean => {
  const { grants } = held(profile);
  return allows(grants, "people") && allows(grants, "permissions");
};
