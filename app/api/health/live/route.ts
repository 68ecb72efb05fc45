export const dynamic = "force-dynamic";

/** The process answers. Says nothing else: no versions, no secrets. */
export function GET() {
  return new Response("ok\n", { headers: { "cache-control": "no-store" } });
}
