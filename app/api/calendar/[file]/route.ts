import { viewerOfFeed } from "@/lib/access/feeds";
import { countMissingFeed, mustFeedsWait } from "@/lib/access/throttle";
import { icalendar } from "@/lib/calendar/icalendar";
import { listFeedEntries } from "@/lib/calendar/queries";
import { calendarOf } from "@/lib/calendar/rules";
import { paths } from "@/lib/paths";
import { addressOf, currentDevice } from "@/lib/session";

/** A person's calendar under its secret address: no cookie, rights and reach as they are now. */
export async function GET(_: Request, { params }: RouteContext<"/api/calendar/[file]">): Promise<Response> {
  const ip = (await currentDevice()).ip ?? "";
  if (await mustFeedsWait(ip)) return plain("", { status: 429, headers: { "retry-after": "300" } });
  const token = /^([\w-]{43})\.ics$/.exec((await params).file)?.[1];
  const viewer = token ? await viewerOfFeed(token) : null;
  if (!viewer) {
    await countMissingFeed(ip);
    return plain("", { status: 404 });
  }
  const { timeZone: zone, name } = viewer.facts;
  const home = await addressOf(paths.home());
  const entries = calendarOf(await listFeedEntries(viewer), {
    me: viewer.employeeId,
    zone,
    addressOf: (path) => new URL(path, home).href,
  });
  const headers = { "content-disposition": 'inline; filename="kumppani.ics"' };
  return plain(icalendar(`Kumppani · ${name}`, zone, entries), { headers });
}

/** Nobody on the way keeps it, and no browser takes it for anything else. */
function plain(body: string, { status, headers }: { status?: number; headers?: Record<string, string> }): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
