import { isReady } from "@/lib/access/health";

export const dynamic = "force-dynamic";

/** Whether requests may be sent here. Says nothing else: no versions, no secrets. */
export async function GET() {
  const ready = await isReady();
  return new Response(ready ? "ready\n" : "not ready\n", {
    status: ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
