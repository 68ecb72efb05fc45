import { type Area, areas, type Grants } from "@/lib/access/permissions";
import type { ProfileInput } from "./fields";

export const areaNames = Object.keys(areas) as Area[];

/** Areas with levels of their own, and those one has or has not. */
export const leveled = areaNames.filter((area) => !(areas[area] as readonly string[]).includes("yes"));
export const granted = areaNames.filter((area) => !leveled.includes(area));

/** The grants of a profile after what a form sent; what it left out stays. The lowest level is no grant. */
export function grantsAfter(before: Grants, input: ProfileInput): Record<string, string> {
  const grants = areaNames.map((area) => [area, input[`level.${area}`] ?? before[area] ?? areas[area][0]] as const);
  return Object.fromEntries(grants.filter(([area, level]) => level !== areas[area][0]));
}

/** The level of an area as a form shows it. */
export const levelOf = (grants: Grants, area: Area): string => grants[area] ?? areas[area][0];
