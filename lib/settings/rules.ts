import type { settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { type SwitchName, switchOf } from "./fields";

type Settings = typeof settings.$inferSelect;

/** What holds between companies is in the hands of those who reach the customers of all of them. */
export const governsCompanies = (viewer: Viewer): boolean => viewer.can("companies") && viewer.customerReach.all;

/** What a switch is turned to. */
export function positionOf(row: Settings, name: SwitchName): string {
  const { in: list } = switchOf(name);
  const value = list ? (row[list] as string[]).includes(name) : row[name as keyof Settings];
  return typeof value === "boolean" ? (value ? "on" : "off") : String(value);
}

/** The columns of the settings that turn a switch. */
export function turned(row: Settings, name: SwitchName, to: string): Partial<Settings> {
  const { in: list, words } = switchOf(name);
  if (!list) return { [name]: words ? to : to === "on" };
  const others = (row[list] as string[]).filter((one) => one !== name);
  return { [list]: to === "on" ? [...others, name] : others };
}
