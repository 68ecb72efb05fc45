import type { APIRequestContext } from "@playwright/test";

/**
 * Where a place leads without leaving its page: the place itself, and one panel of each kind that links there, or in a
 * panel, lead to.
 * @param met kinds of panels that need no further look; those found here join them
 */
export async function openFrom(request: APIRequestContext, first: string, met: Set<string>): Promise<string[]> {
  const found = [first];
  met.add(kindOf(first));
  for (const address of found) {
    const html = await (await request.get(address)).text();
    for (const [, link = ""] of html.matchAll(/ href="(\/[^"]*[?;]panel=[^"]*)"/g)) {
      const panel = link.replaceAll("&amp;", "&");
      if (pathOf(panel) !== pathOf(first) || met.has(kindOf(panel))) continue;
      met.add(kindOf(panel));
      found.push(panel);
    }
  }
  return found;
}

const pathOf = (address: string) => address.split("?")[0];

/** A panel of one row is like that of another. */
function kindOf(address: string): string {
  const { searchParams } = new URL(address, "http://here");
  return `${searchParams.get("panel")} ${searchParams.get("tab")}`.replace(/\d+/g, "#");
}
