/**
 * What is written as text goes into a document once. Next writes whatever the server renders a second time, as data for
 * the script; what already stands in the document needs that only where a page is fetched by script.
 */
type Request = { isDocument?: boolean; texts?: string[] };
type Front = { requests: { getStore(): Request | undefined } };

/** What the server in front of Next notes of each request (lib/cli/every-request.mjs); in the browser there is none. */
const requestAtHand = () => (globalThis as { kumppaniFront?: Front }).kumppaniFront?.requests.getStore();

/** Keeps a text beside the document that is being made. @returns its number, or null where there is no document */
export function keepText(text: string): number | null {
  const request = requestAtHand();
  if (!request?.isDocument) return null;
  request.texts ??= [];
  return request.texts.push(text) - 1;
}

/** Read from the document once: whoever comes back to its page without leaving finds them here. */
const fromDocument = new Map<number, string>();

/** A text that was kept: on the server beside the request, in the browser where it stands in the document. */
export function keptText(number: number): string {
  if (typeof document === "undefined") return requestAtHand()?.texts?.[number] ?? "";
  const text = fromDocument.get(number) ?? document.querySelector(`[data-text="${number}"]`)?.innerHTML ?? "";
  fromDocument.set(number, text);
  return text;
}
