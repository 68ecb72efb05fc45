import type { Viewer } from "@/lib/access/viewer";
import type { Problem } from "@/lib/errors";
import { uploadImport } from "@/lib/imports/commands";
import { refusalQuery, uploadChoices } from "@/lib/imports/filter";
import type { Outcome } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { uploadMatrix } from "@/lib/responsibility-import/commands";
import type { Row } from "@/lib/spreadsheets/read";

type Fields = Record<string, string>;
type File = { fileName: string; fileHash: string; head: string[]; rows: Row[]; formKey: string | undefined };

/** What is done with a file of one kind. */
type Destination = {
  mayUse: (viewer: Viewer) => boolean;
  /** A file with more is refused; left out, the reader's own limit holds. */
  mostColumns?: number;
  /** The page with the form, also with what was refused. */
  form: (refusal?: { field: string; problem: Problem; fields: Fields }) => string;
  keep: (viewer: Viewer, file: File, fields: Fields) => Promise<Outcome<{ id: number }>>;
  next: (id: number) => string;
};

const customers: Destination = {
  mayUse: (viewer) => viewer.can("import") && viewer.can("customers.edit"),
  form: (refusal) =>
    paths.importCustomers(refusal && refusalQuery(refusal.field, refusal.problem, uploadChoices(refusal.fields))),
  keep: (viewer, file, fields) => uploadImport(viewer, { stage: "", ...uploadChoices(fields), ...file }),
  next: (id) => paths.customerImport(id),
};

/** One column for each employee. */
const responsibilities: Destination = {
  mayUse: (viewer) => viewer.can("import") && viewer.can("responsibilities"),
  mostColumns: 2_000,
  form: (refusal) => paths.importResponsibilities(refusal && refusalQuery(refusal.field, refusal.problem, {})),
  keep: (viewer, file) => uploadMatrix(viewer, file),
  next: (id) => paths.responsibilitiesImport(id),
};

/** Customers, unless the address of the upload says otherwise. */
export const destinationOf = (address: string): Destination =>
  new URL(address).searchParams.get("kind") === "responsibilities" ? responsibilities : customers;
