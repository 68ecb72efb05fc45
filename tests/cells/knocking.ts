import { setTimeout as wait } from "node:timers/promises";
import { inflateRawSync } from "node:zlib";
import { canaries } from "./canaries";

/** An answer, reduced to what a cell is judged by. */
export type Answer = { status: number; to: string | null; text: string; words: Set<string> };

type Asked = { cookie?: string; headers?: Record<string, string>; method?: string; body?: FormData | string };

/** Asks as somebody, and looks for the words in all that comes back: body, headers, files inside files. */
export async function knock(address: string, { cookie, headers, ...request }: Asked = {}): Promise<Answer> {
  const answer = await fetch(address, {
    ...request,
    redirect: "manual",
    headers: { "accept-encoding": "identity", ...headers, ...(cookie && { cookie }) },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = bytes.subarray(0, 2).toString() === "PK" ? unzipped(bytes) : bytes.toString();
  const all = `${JSON.stringify([...answer.headers])}\n${text}`;
  const words = new Set([...all.matchAll(canaries)].map(([, area, place]) => `${area}.${place}`.toLowerCase()));
  return {
    status: answer.status,
    to: answer.headers.get("location") ?? answer.headers.get("x-action-redirect"),
    text,
    words,
  };
}

/** Everybody takes one file at a time: whoever is told to wait for another one asks again. */
export async function knockAgain(address: string, cookie?: string): Promise<Answer> {
  for (let patience = 40; ; patience--) {
    const answer = await knock(address, { cookie });
    if (answer.status !== 429 || patience === 0) return answer;
    await wait(250);
  }
}

/** As the router of the browser asks: the payload alone, without HTML. Next sends on to the address with `_rsc` in it. */
export async function navigate(address: string, cookie?: string): Promise<Answer> {
  const headers = { rsc: "1" };
  const { to, ...answer } = await knock(address, { cookie, headers });
  return to && /[?&]_rsc\b/.test(to) ? knock(new URL(to, address).href, { cookie, headers }) : { to, ...answer };
}

/** What an action is called with: the bound values, a form, a state before the form. */
export type Call = { id: string; bound: readonly unknown[]; takes: "state" | "form" | "value"; form: Form };
export type Form = Record<string, string | readonly string[]>;

type Posted = Pick<Asked, "method" | "headers" | "body">;

const emptyState = { values: {}, errors: {}, conflicts: [], doubts: [], formKey: "", version: null, tries: 0 };

/** By its id, as script does: the arguments in the way React writes them, a form as "$K1" with its fields under "_1_". */
export function calledDirectly({ id, bound, takes, form }: Call): Posted {
  const request = { method: "POST", headers: { "next-action": id, accept: "text/x-component" } };
  if (takes === "value") {
    return {
      ...request,
      headers: { ...request.headers, "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify(bound),
    };
  }
  const body = new FormData();
  fill(body, form, "_1_");
  body.set("0", JSON.stringify([...bound, ...(takes === "state" ? [emptyState] : []), "$K1"]));
  return { ...request, body };
}

/** As a browser without script: the fields of the form, and beside them which action it is for. */
export function postedPlainly({ id, bound, takes, form }: Call): Posted {
  const body = new FormData();
  if (takes === "state" || bound.length) {
    body.set("$ACTION_REF_1", "");
    body.set("$ACTION_1:0", JSON.stringify({ id, bound: "$@1" }));
    body.set("$ACTION_1:1", JSON.stringify([...bound, ...(takes === "state" ? [emptyState] : [])]));
  } else {
    body.set(`$ACTION_ID_${id}`, "");
  }
  fill(body, form, "");
  return { method: "POST", body };
}

function fill(body: FormData, form: Form, prefix: string): void {
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(prefix + name, one);
}

/** The contents of all files in a .xlsx file. */
function unzipped(bytes: Buffer): string {
  const parts: string[] = [];
  for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4)) {
    const [method, size, place] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const start = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
    const content = bytes.subarray(start, start + size);
    parts.push((method === 8 ? inflateRawSync(content) : content).toString());
  }
  return parts.join("\n");
}
