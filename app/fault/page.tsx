import { FaultText } from "../fault-text";

/** The words of a failed page, for answers that carry no script (lib/cli/error-pages.mjs asks for them). */
export default function Fault() {
  return <FaultText />;
}
