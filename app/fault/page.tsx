import { known, oneOf } from "@/lib/list-address";
import { FaultText, reasons } from "../fault-text";

/** The words of a page that is none, for answers that carry no script (lib/cli/error-pages.mjs asks for them). */
export default async function Fault({ searchParams }: PageProps<"/fault">) {
  return <FaultText why={known(reasons, oneOf(await searchParams, "why")) ?? "ours"} />;
}
