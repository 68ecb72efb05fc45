import { databaseAnswers } from "@/lib/access/health";

export const dynamic = "force-dynamic";

/** Whether requests may be sent here: the database answers within a second. */
export async function GET() {
  const ready = await databaseAnswers();
  return new Response(ready ? "ready\n" : "not ready\n", {
    status: ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
