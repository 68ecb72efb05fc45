"use server";

import { randomUUID } from "node:crypto";
import type { Pressed } from "@/components/grid-keys";
import { sentences } from "@/lib/forms";
import { setCell } from "@/lib/responsibilities/commands";
import { currentViewer, isOwnRequest } from "@/lib/session";

/** A cell is pressed by script: as `clickCell`, and the page stays. @param cell what its button says: "customer:12:34:on" */
export async function pressCell(cell: string): Promise<Pressed> {
  if (!(await isOwnRequest())) return refused({ "": { key: "foreignRequest" } });
  const outcome = await setCell(await currentViewer(), { cell, formKey: randomUUID() });
  if (outcome.ok) return { kind: "done", change: outcome.result.changeId, key: randomUUID() };
  return outcome.doubts?.length ? { kind: "ask" } : refused(outcome.problems);
}

const refused = async (problems: Parameters<typeof sentences>[0]): Promise<Pressed> => ({
  kind: "refused",
  text: Object.values(await sentences(problems)).join(" "),
});
