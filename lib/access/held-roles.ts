import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { responsibilities } from "@/db/schema/index";
import { isCurrent } from "./scopes";

/**
 * Whether somebody has one of the roles with a customer on a day, for lists of customers whose responsible persons the
 * viewer may see: without asking for the customers in reach once more, which costs three times as much.
 */
export const roleHeld = (customerId: PgColumn, roleIds: readonly number[], day: string): SQL =>
  sql`${customerId} in (select r.customer_id from ${responsibilities} r
    where r.role_id = any(${sql.param([...roleIds])}::bigint[]) and ${isCurrent("r", day)})`;
