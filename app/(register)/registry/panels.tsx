import type { ReactNode } from "react";
import type { Viewer } from "@/lib/access/viewer";
import { idOf, oneOf, type Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { placeQuery, type QueueFilter } from "@/lib/registry-queue/filter";
import { ArchivePanel } from "./archive-panel";
import { ReviewPanel } from "./review-panel";

type Place = { filter: QueueFilter; page: { rows: readonly { id: number }[] } };
export type PanelProps = { viewer: Viewer; id: number; filter: QueueFilter; close: string };

/** The dialog the address asks for. */
export async function panelOf(viewer: Viewer, params: Params, { filter, page }: Place): Promise<ReactNode> {
  const [name = "", key = ""] = oneOf(params, "panel").split(".");
  const props = { viewer, filter, close: paths.registry(placeQuery(filter)) };
  const id = () => idOf(key) ?? absent();
  if (name === "archive") return <ArchivePanel {...props} id={id()} />;
  if (name !== "compare") return null;
  const at = page.rows.findIndex((row) => row.id === id());
  return <ReviewPanel {...props} id={id()} next={at < 0 ? null : (page.rows[at + 1]?.id ?? null)} />;
}
