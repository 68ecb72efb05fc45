import { getTranslations } from "next-intl/server";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { countRefusedNumber, mustNumbersWait } from "@/lib/access/throttle";
import { sentences } from "@/lib/forms";
import { judgeNumber } from "@/lib/numbering/queries";
import { absent } from "@/lib/outcome";
import { maybeViewer } from "@/lib/session";

/** Whether a customer number can be had, while somebody types it: yes or no and a sentence, never whose it is. */
export async function GET(request: Request): Promise<Response> {
  const viewer = (await maybeViewer()) ?? absent();
  const { searchParams } = new URL(request.url);
  const number = (searchParams.get("value") ?? "").slice(0, 200);
  demand(viewer, "customers.edit");
  if (await mustNumbersWait(viewer.employeeId)) return new Response(null, { status: 429 });
  const problem = await judgeNumber(viewer, {
    number,
    groupId: wholeNumber(searchParams.get("groupId")),
    customerId: wholeNumber(searchParams.get("id")),
  });
  if (problem) await countRefusedNumber(viewer.employeeId);
  const t = await getTranslations("numbering");
  const text = problem ? (await sentences({ number: problem })).number : t("isFree", { number: number.trim() });
  return Response.json({ ok: problem === null, text }, { headers: { "cache-control": "private, no-store" } });
}
