import "server-only";

import { Invalid } from "@/lib/errors";
import { customersLost } from "@/lib/groups/doubts";
import { askFirst } from "@/lib/outcome";
import type { WriteScope } from "./places";
import { isChange, markOf, type PlanLine, wantedOf } from "./plan";
import type { ChangeKind } from "./records";
import { type Done, writeTies } from "./writes";

type Plan = { lines: readonly PlanLine[]; places: readonly { customerId: number }[] };

/**
 * Does what a preview showed, as one change that can be undone. Asks first where customers would be lost.
 * @param shown the mark of the plan as it was shown
 * @throws Invalid where it has changed since, or would change nothing
 */
export async function writePlan(
  { viewer, tx, tables, confirmed }: WriteScope,
  kind: ChangeKind,
  { lines, places }: Plan,
  shown: string,
): Promise<Done> {
  if (markOf(lines) !== shown) throw new Invalid({ plan: { key: "planChanged" } });
  if (!lines.some(isChange)) throw new Invalid({ "": { key: "nothingToChange" } });
  const done = await writeTies(tx, viewer, kind, wantedOf(lines));
  askFirst(confirmed, await customersLost(tx, tables, [...new Set(places.map(({ customerId }) => customerId))]));
  return done;
}
