import { and, isNotNull, isNull } from "drizzle-orm";
import type { Tables } from "@/lib/access/rows";

/** Who may be chosen as account owner: whoever works here and has a permission profile. */
export const mayOwnCustomers = (employees: Tables["employees"]) =>
  and(isNull(employees.deactivatedAt), isNotNull(employees.profileId));
