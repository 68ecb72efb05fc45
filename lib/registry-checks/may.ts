import type { Viewer } from "@/lib/access/viewer";

/** Whether somebody may start a check: with both rights, and a register to ask. */
export const mayCheck = (viewer: Viewer): boolean =>
  viewer.can("registry") && viewer.can("customers.edit") && viewer.facts.registers.length > 0;
