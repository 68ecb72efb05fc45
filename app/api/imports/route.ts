import { unstable_rethrow } from "next/navigation";
import { foreign, seeOther } from "@/lib/answers";
import type { Problem } from "@/lib/errors";
import { fault } from "@/lib/forms";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { isOwnOrigin, maybeViewer } from "@/lib/session";
import { readTable } from "@/lib/spreadsheets/read";
import { uploadOf } from "@/lib/uploads";
import { destinationOf } from "./destinations";

const mostBytes = 20 * 1024 * 1024;

/** Takes the file of an import form and goes on to what it holds, or back to the form with the reason. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return foreign();
  const destination = destinationOf(request.url);
  const viewer = await maybeViewer();
  if (!viewer) return seeOther(paths.signIn(destination.form()));
  if (!destination.mayUse(viewer)) absent();

  let fields: Record<string, string> = {};
  const back = (field: string, problem: Problem) => seeOther(destination.form({ field, problem, fields }));
  try {
    const upload = await uploadOf(request, mostBytes);
    if (!upload.ok) return back("file", upload.problem);
    const { name, bytes, sha256 } = upload.value;
    fields = upload.value.fields;
    const table = await readTable({ name, bytes }, destination.mostColumns);
    if (!table.ok) return back("file", table.problem);

    const { head, rows } = table;
    const file = { fileName: plainName(name), fileHash: sha256, head, rows, formKey: fields.formKey };
    const outcome = await destination.keep(viewer, file, fields);
    if (outcome.ok) return seeOther(destination.next(outcome.result.id));
    const [[field, problem] = ["", { key: "formChanged" } as Problem]] = Object.entries(outcome.problems);
    return back(field, problem);
  } catch (error) {
    unstable_rethrow(error);
    return back("", fault(error));
  }
}

/** Old browsers send a path, and anybody may send anything. */
const plainName = (name: string) =>
  (name.split(/[\\/]/).at(-1) ?? "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .slice(-200)
    .toWellFormed() || "–";
