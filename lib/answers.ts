import "server-only";
import { sentences } from "./forms";

/** Answers of addresses that are no pages. */

/** On to another address, after a post. */
export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });

/** To a post that did not come from our own pages. */
export async function foreign(): Promise<Response> {
  const { "": sentence } = await sentences({ "": { key: "foreignRequest" } });
  return new Response(sentence, { status: 403, headers: { "content-type": "text/plain; charset=utf-8" } });
}
