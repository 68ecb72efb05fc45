import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { demoPassword } from "../setup/journeys";

/** How strangers talk to the product: with any header, any bytes, and with the ids of its actions. */

const manifest = path.resolve(import.meta.dirname, "../../.next-test/server/server-reference-manifest.json");

/** Every server action of the build: its id, by file and name. */
export function actionIds(): Record<string, string> {
  const { node } = JSON.parse(fs.readFileSync(manifest, "utf8")) as {
    node: Record<string, { filename: string; exportedName: string }>;
  };
  return Object.fromEntries(Object.entries(node).map(([id, one]) => [`${one.filename} ${one.exportedName}`, id]));
}

const emptyState = { values: {}, errors: {}, conflicts: [], doubts: [], formKey: "", version: null, tries: 0 };

/** The body by which script calls an action that takes a state and a form, or `bound` and a form. */
export function callOf(form: Record<string, string>, bound: unknown[] = [emptyState]): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.set(`_1_${name}`, value);
  body.set("0", JSON.stringify([...bound, "$K1"]));
  return body;
}

/** The session cookie of one of the demo people. */
export async function signedIn(base: string, person: string): Promise<string> {
  const answer = await fetch(`${base}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: base, "next-action": actionIds()["app/sign-in/actions.ts enter"] ?? "" },
    body: callOf({ email: `${person}@demo.example`, password: demoPassword }),
  });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("kumppani="));
  if (!cookie) throw new Error(`${person} cannot sign in: ${answer.status}`);
  return cookie.split(";")[0] ?? "";
}

/** What comes back for these bytes: the status, and the whole answer as text. The connection is given up after `patience` ms. */
export function raw(base: string, bytes: string | Buffer, patience: number): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
    let text = "";
    const end = () => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text });
    };
    socket.setTimeout(patience, end);
    socket.on("data", (piece) => {
      text += piece.toString("latin1");
      if (text.includes("\r\n\r\n")) setTimeout(end, 50);
    });
    socket.on("error", end);
    socket.on("close", end);
  });
}

/** A request of which the rest is sent later. */
export function slowly(address: string, first: string) {
  let send: (rest: string) => void = () => {};
  const promise = new Promise<{ text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = net.connect(Number(port), hostname, () => socket.write(first));
    let text = "";
    socket.on("data", (piece) => {
      text += piece;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve({ text }));
    send = (rest) => socket.write(rest);
  });
  return { promise, send: (rest: string) => send(rest) };
}
