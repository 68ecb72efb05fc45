import { unstable_rethrow } from "next/navigation";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { keepRefusal } from "@/lib/access/refusals";
import type { Viewer } from "@/lib/access/viewer";
import { foreign, seeOther } from "@/lib/answers";
import type { Problems } from "@/lib/errors";
import { fault } from "@/lib/forms";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { isOwnOrigin, maybeViewer } from "@/lib/session";
import { uploadOf } from "@/lib/uploads";
import { importCards } from "@/lib/vcards/commands";
import { resultQuery, type Skipped } from "@/lib/vcards/rules";

/** Pictures are most of a .vcf file, so it is read here and not by a server action, which ends at 1 MB. */
const mostBytes = 20 * 1024 * 1024;

/** Takes the people of a .vcf file and goes back to the customer's card: what came of it, or what is wrong. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return foreign();
  const id = wholeNumber(new URL(request.url).searchParams.get("customer")) ?? absent();
  const viewer = await maybeViewer();
  if (!viewer) return seeOther(paths.signIn(paths.customer(id)));
  demand(viewer, "customers.edit");
  const done = await imported(viewer, id, request);
  const panel = "import-vcard";
  if (!("problems" in done)) return seeOther(paths.customer(id, { panel, ...resultQuery(done) }));
  return seeOther(paths.customer(id, { panel, refused: await keepRefusal(viewer, { values: {}, ...done }) }));
}

type Imported = { added: number; skipped: Skipped[] } | { problems: Problems };

async function imported(viewer: Viewer, id: number, request: Request): Promise<Imported> {
  try {
    const upload = await uploadOf(request, mostBytes);
    if (!upload.ok) return { problems: { file: upload.problem } };
    const { bytes, fields } = upload.value;
    const outcome = await importCards(viewer, { id, file: textOf(bytes), formKey: fields.formKey });
    return outcome.ok ? outcome.result : { problems: outcome.problems };
  } catch (error) {
    unstable_rethrow(error);
    return { problems: { "": fault(error) } };
  }
}

/** UTF-8 as the standard has it; what is not is taken for the Western code page of old programs. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
