import "server-only";
import { sql } from "drizzle-orm";
import type { ListedCustomers } from "@/lib/access/listed-customers";
import type { Tables } from "@/lib/access/rows";
import type { Locale } from "@/lib/access/viewer";
import { coloursInColumns, namesInColumns } from "./columns";
import type { CustomerFilter } from "./filter";

/** What the list shows of each customer. */
export function columnsOfRow(tables: Tables, customers: ListedCustomers, filter: CustomerFilter, locale: Locale) {
  const { companies, groups, employees } = tables;
  return {
    id: customers.id,
    number: customers.number,
    name: customers.name,
    city: customers.city,
    country: customers.country,
    full: customers.full,
    isOwn: customers.isOwn,
    /** The home company of another company's customer that the viewer may open. */
    companyName: sql<string | null>`(select ${companies.name} from ${companies}
      where ${companies.id} = ${customers.companyId} and not ${customers.isOwn})`,
    typeIds: customers.typeIds,
    groupId: customers.groupId,
    groupName: sql<string | null>`(select ${groups.name} from ${groups} where ${groups.id} = ${customers.groupId})`,
    ownerId: customers.ownerId,
    ownerName: sql<string | null>`(select nullif(concat_ws(' ', ${employees.firstName}, ${employees.lastName}), '')
      from ${employees} where ${employees.id} = ${customers.ownerId})`,
    updatedAt: customers.updatedAt,
    custom: customers.custom,
    ...namesInColumns(tables, customers, filter.columns, locale),
    tagColours: coloursInColumns(tables, customers, filter.columns, locale),
  };
}
