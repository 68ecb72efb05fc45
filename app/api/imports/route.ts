import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import { foreign, seeOther } from "@/lib/answers";
import type { Problem } from "@/lib/errors";
import { uploadImport } from "@/lib/imports/commands";
import { refusalQuery, uploadChoices } from "@/lib/imports/filter";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { isOwnOrigin, maybeViewer } from "@/lib/session";
import { readTable } from "@/lib/spreadsheets/read";
import { uploadOf } from "@/lib/uploads";

const mostBytes = 20 * 1024 * 1024;

/** Takes the file of the import form and goes on to its columns, or back to the form with the reason. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return foreign();
  const viewer = await maybeViewer();
  if (!viewer) return seeOther(paths.signIn(paths.importCustomers()));
  if (!viewer.can("import") || !viewer.can("customers.edit")) absent();

  let choices: Record<string, string> = {};
  const back = (field: string, problem: Problem) =>
    seeOther(paths.importCustomers(refusalQuery(field, problem, choices)));
  try {
    const upload = await uploadOf(request, mostBytes);
    if (!upload.ok) return back("file", upload.problem);
    const { name, bytes, sha256, fields } = upload.value;
    choices = uploadChoices(fields);
    const table = await readTable({ name, bytes });
    if (!table.ok) return back("file", table.problem);

    const { head, rows } = table;
    const file = { fileName: plainName(name), fileHash: sha256, head, rows };
    const outcome = await uploadImport(viewer, { stage: "", ...choices, ...file, formKey: fields.formKey });
    if (outcome.ok) return seeOther(paths.customerImport(outcome.result.id));
    const [[field, problem] = ["", { key: "formChanged" } as Problem]] = Object.entries(outcome.problems);
    return back(field, problem);
  } catch (error) {
    unstable_rethrow(error);
    const code = randomUUID().slice(0, 8);
    console.error(`upload failed, code ${code}:`, error);
    return back("", { key: "serverError", params: { code } });
  }
}

/** Old browsers send a path, and anybody may send anything. */
const plainName = (name: string) =>
  (name.split(/[\\/]/).at(-1) ?? "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .slice(-200)
    .toWellFormed() || "–";
