import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";

/** A type that makes a customer a supplier: Subcontractor, and what a new supplier is given. */
export const isSupplierType = ({ customerTypes: types }: Pick<Tables, "customerTypes">): SQL<boolean> =>
  sql<boolean>`(${types.builtIn} = 'subcontractor' or ${types.defaultSubcontractor}) is true`;

/** Whether these are the types of a supplier; nobody is one while purchase invoices are not in use. */
export function isSupplier(viewer: Viewer, tables: Pick<Tables, "customerTypes">, typeIds: SQLWrapper): SQL<boolean> {
  const { customerTypes: types } = tables;
  if (!viewer.uses("purchaseInvoices")) return sql<boolean>`false`;
  return sql<boolean>`${typeIds} && array(select ${types.id} from ${types} where ${isSupplierType({ customerTypes: types })})`;
}
