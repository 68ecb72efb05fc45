import { eq, or, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { takesPart } from "./parts";

/** Which of the projects one sees one may write notes and files to: `mayWorkIn` as a condition on `tables.projects`. */
export const workable = (scope: Pick<ReadScope, "viewer" | "tables">): SQL => {
  const { viewer, tables } = scope;
  if (viewer.can("projects.edit")) return sql`true`;
  if (!viewer.can("projects.own")) return sql`false`;
  return or(eq(tables.projects.managerId, viewer.employeeId), takesPart(scope, sql`projects.id`)) ?? sql`false`;
};
