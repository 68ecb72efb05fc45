import { wholeNumber } from "@/lib/access/post";
import { getImport } from "@/lib/imports/queries";
import { currentLocale, currentViewer } from "@/lib/session";
import { ImportHead } from "../import-head";
import { CheckStep } from "./check-step";
import { ColumnsStep } from "./columns-step";
import { ResultStep } from "./result-step";

/** A file that has been read: its columns, then the check, and once it is in, the result whatever the address says. */
export default async function CustomerImport({ params, searchParams }: PageProps<"/customers/import/[id]">) {
  const [viewer, locale, { id }, { step }] = await Promise.all([
    currentViewer(),
    currentLocale(),
    params,
    searchParams,
  ]);
  const file = await getImport(viewer, wholeNumber(id) ?? 0);
  const place = { viewer, locale, file };

  if (file.status === "done") {
    return (
      <>
        <ImportHead step={4} />
        <ResultStep {...place} />
      </>
    );
  }
  if (step === "check" && file.mapping.includes("name")) {
    return (
      <>
        <ImportHead step={3} />
        <CheckStep {...place} />
      </>
    );
  }
  return (
    <>
      <ImportHead step={2} />
      <ColumnsStep {...place} />
    </>
  );
}
