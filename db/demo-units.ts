import type { Company } from "./demo-company.ts";
import type { DemoCustomer } from "./demo-customers.ts";

/** Who stands below whom: a chain through all three companies, three levels deep, and two smaller ones. */
export function demoUnits(customers: Record<string, DemoCustomer>): Record<string, string> {
  const inUse = (company: Company, group: DemoCustomer["group"]) =>
    Object.entries(customers).flatMap(([key, customer]) => {
      const isOpen = !customer.archived && !customer.deleted && customer.stage === "active";
      return isOpen && customer.company === company && customer.group === group ? [key] : [];
    });
  const below = (main: string | undefined, units: readonly (string | undefined)[]) =>
    units.flatMap((unit) => (main && unit ? [[unit, main] as const] : []));
  const [head, region, ...branches] = inUse("oy", "key");
  const [dutch, ...shops] = inUse("bv", "mkb");
  const [swedish] = inUse("ab", "bygg");
  const [estate, ...houses] = inUse("ab", "fastighet");
  const [care, ...homes] = inUse("bv", "zorg");
  return Object.fromEntries([
    ...below(head, [region, dutch, swedish]),
    ...below(region, branches.slice(0, 3)),
    ...below(dutch, shops.slice(0, 2)),
    ...below(estate, houses.slice(0, 4)),
    ...below(care, homes.slice(0, 2)),
  ]);
}
