import type { Viewer } from "@/lib/access/viewer";
import { paramsOf } from "@/lib/list-address";
import { matrixFilter } from "@/lib/matrix/filter";
import { changeInBulk } from "@/lib/responsibility-bulk/commands";
import { previewBulk } from "@/lib/responsibility-bulk/queries";
import { type Target, targetOf, wishOf } from "@/lib/responsibility-bulk/rules";
import { done } from "./doing";

export type Values = Record<string, string>;

/** What a bulk change would do, or what is wrong with the wish. */
export async function plan(viewer: Viewer, panel: string, values: Values, where = "") {
  const target = targetOf(panel) as Target;
  const asked = wishOf(target, values);
  if (!asked.ok) return { ok: false as const, problems: asked.problems };
  return previewBulk(viewer, target, asked.wish, matrixFilter(paramsOf(new URLSearchParams(where))));
}

export async function previewed(viewer: Viewer, panel: string, values: Values, where = "") {
  const preview = await plan(viewer, panel, values, where);
  if (!preview.ok) throw new Error(JSON.stringify(preview));
  return preview;
}

/** Does it as a person would: by its preview. */
export async function change(viewer: Viewer, panel: string, values: Values, where = "") {
  const preview = await previewed(viewer, panel, values, where);
  return { preview, id: await done(changeInBulk, viewer, { panel, where, plan: preview.mark, ...values }) };
}
