import "server-only";
import { query } from "@/lib/access/gate";
import { customFieldsOf } from "./definitions";

/**
 * The custom fields in their order, each with its options.
 * @param all also those out of use: their values stay, and the log tells of them
 */
export const listCustomFields = query("customers.read", async (scope, { all = false }: { all?: boolean } = {}) =>
  customFieldsOf(scope, { all }),
);
