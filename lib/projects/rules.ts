import type { Viewer } from "@/lib/access/viewer";

/** As far as rights on it go. */
export type Managed = { managerId: number | null };

/** `isMember`: whether the viewer takes part in it today. */
export type Joined = Managed & { isMember: boolean };

/** Its facts, members and figures: of every project with "edit", else of those one manages. */
export const mayChangeProject = (viewer: Viewer, { managerId }: Managed): boolean =>
  viewer.can("projects.edit") || (viewer.can("projects.own") && managerId === viewer.employeeId);

/** Its tasks, notes and files: whoever may change it, and those who take part in it today. */
export const mayWorkIn = (viewer: Viewer, project: Joined): boolean =>
  mayChangeProject(viewer, project) || (viewer.can("projects.own") && project.isMember);

/** A new project of a customer that takes changes. Without "edit" it becomes one's own. */
export const mayAddProject = (viewer: Viewer): boolean => viewer.can("customers.edit") && viewer.can("projects.own");

export const statuses = ["planned", "active", "onHold", "closed"] as const;
export type ProjectStatus = (typeof statuses)[number];

export const billingMethods = ["hourly", "fixed", "monthly", "none"] as const;
export type BillingMethod = (typeof billingMethods)[number];

/** Whether somebody else may be made its manager from the start. */
export const mayChooseManager = (viewer: Viewer): boolean => viewer.can("projects.edit") && viewer.can("assignOthers");

/** How the hours used stand against those agreed: below nine tenths, below all of them or at the end, or beyond. */
export type HoursLight = "fine" | "near" | "over";

/**
 * @param used and budget: decimals of the database with two places, "64.50"
 * @returns null where no hours were agreed
 */
export function hoursLight(used: string | null, budget: string | null): HoursLight | null {
  if (budget === null) return null;
  const [done, agreed] = [hundredths(used ?? "0.00"), hundredths(budget)];
  if (done === 0n || done * 10n < agreed * 9n) return "fine";
  return done <= agreed ? "near" : "over";
}

/** Per cent of the hours agreed that are used, rounded down; null where none were agreed. */
export function hoursShare(used: string | null, budget: string | null): number | null {
  if (budget === null || hundredths(budget) === 0n) return null;
  return Number((hundredths(used ?? "0.00") * 100n) / hundredths(budget));
}

const hundredths = (decimal: string): bigint => {
  const [whole = "0", places = ""] = decimal.split(".");
  return BigInt(whole + places.padEnd(2, "0").slice(0, 2));
};
