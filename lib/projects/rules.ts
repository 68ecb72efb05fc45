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
