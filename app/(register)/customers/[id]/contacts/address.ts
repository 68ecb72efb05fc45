import { paths } from "@/lib/paths";
import type { Card } from "../card";

/** The card as it is looked at, with inactive contacts or without; with a panel open or closed. */
export const besides = ({ customer, query }: Pick<Card, "customer" | "query">, panel?: string): string =>
  paths.customer(customer.id, { inactive: query.inactive === "1" ? 1 : null, panel });
