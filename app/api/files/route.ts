import { unstable_rethrow } from "next/navigation";
import { giveBack } from "@/lib/access/blobs";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { keepRefusal } from "@/lib/access/refusals";
import type { Viewer } from "@/lib/access/viewer";
import { foreign, seeOther } from "@/lib/answers";
import { getCustomer } from "@/lib/customers/queries";
import type { Problems } from "@/lib/errors";
import { addFiles } from "@/lib/files/commands";
import { fault } from "@/lib/forms";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { isOwnOrigin, maybeViewer } from "@/lib/session";
import { type Received, received } from "./received";

/** Takes files for a customer and goes back to its card, or its project’s, or to the panel with the reason and what was typed. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return foreign();
  const asked = new URL(request.url).searchParams;
  const customerId = wholeNumber(asked.get("customer")) ?? absent();
  const tab = asked.get("tab") === "collaboration" ? "collaboration" : "contact";
  const projectId = wholeNumber(asked.get("project"));
  const card = (query?: Record<string, string | number>) =>
    projectId ? paths.projectTab(projectId, tab, query) : paths.customerTab(customerId, tab, query);
  const back = (query: Record<string, string | number>) => onwards(request, card(query));
  const viewer = await maybeViewer();
  if (!viewer) return onwards(request, paths.signIn(card()));
  demand(viewer, "customers.edit");
  const { sight } = await getCustomer(viewer, customerId, viewer.facts.locale ?? "en");
  if (sight !== "full") absent();

  const { values, ...result } = await added(viewer, customerId, request);
  if ("count" in result) return back({ flash: "filesAdded", n: result.count });
  return back({ panel: "new-file", refused: await keepRefusal(viewer, { values, problems: result.problems }) });
}

type Added = { values: Record<string, string> } & ({ count: number } | { problems: Problems });

async function added(viewer: Viewer, customerId: number, request: Request): Promise<Added> {
  let found: Received = { fields: {}, files: [], problem: null };
  try {
    found = await received(viewer, request);
    const { formKey, sha256: _, ...values } = found.fields;
    if (found.problem) return { values, problems: { file: found.problem } };
    const files = found.files.map(({ name, mediaType, sha256, size }) => ({ name, mediaType, sha256, size }));
    const outcome = await addFiles(viewer, { ...values, id: customerId, files, formKey });
    if (!outcome.ok) return { values, problems: outcome.problems };
    // They are files now, or those of a form sent twice: then the hour takes them.
    found.files = [];
    return { values, count: outcome.result.count };
  } catch (error) {
    unstable_rethrow(error);
    return { values: found.fields, problems: { "": fault(error) } };
  } finally {
    await giveBack(found.files).catch((error) => console.error("bytes of a refused upload stay for an hour:", error));
  }
}

/** A browser's form is sent on; our script, which shows the progress, goes there by itself. */
const onwards = (request: Request, location: string): Response =>
  request.headers.get("accept") === "application/json"
    ? Response.json({ location }, { headers: { "cache-control": "private, no-store" } })
    : seeOther(location);
