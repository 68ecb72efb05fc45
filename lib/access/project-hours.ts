import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { projectMonths } from "@/db/schema/index";

/**
 * Hours worked on a project in all, a part of a statement about a project in reach: that they are so many is no secret of
 * those who see money; what a month was is.
 */
export const hoursWorked = (projectId: SQL): SQL<string | null> => sql<string | null>`(
  select sum(m.hours) from ${projectMonths} m where m.project_id = ${projectId} and m.kind = 'actual')`;
