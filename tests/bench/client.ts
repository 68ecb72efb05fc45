import http from "node:http";
import { benchPassword } from "./fill.ts";

export type Answer = {
  status: number;
  location: string;
  cookies: string[];
  /** As they came over the wire. */
  bytes: number;
  text: string;
  /** Milliseconds until the first byte of the body, and until the last. */
  first: number;
  whole: number;
};

type Sent = { method?: string; headers?: http.OutgoingHttpHeaders; body?: Buffer; onChunk?: (chunk: Buffer) => void };

/** A browser without script: one person, signed in, with connections that stay open. */
export class Client {
  private readonly base: string;
  private readonly agent: http.Agent;
  private cookie = "";

  /** @param connections how many at the same time */
  constructor(base: string, connections = 1) {
    this.base = base;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws Error where the person does not get in */
  async signIn(name: string): Promise<Answer> {
    const page = await this.get("/sign-in");
    const values = { email: `${name}@bench.example`, password: benchPassword };
    const answer = await this.submit("/sign-in", page.text, 'name="password"', values);
    const cookie = answer.cookies.find((one) => one.startsWith("kumppani="))?.split(";")[0];
    if (!cookie) throw new Error(`${name} did not get in: ${answer.status}`);
    this.cookie = cookie;
    return answer;
  }

  get(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  /** A file, of which nothing is kept. */
  download(path: string, onChunk: (chunk: Buffer) => void): Promise<Answer> {
    return this.send(path, { onChunk });
  }

  /**
   * Posts the form of a page as a browser would.
   * @param mark something that stands in this form and no other
   * @param values what was filled in; a Buffer is a file
   */
  submit(path: string, html: string, mark: string, values: Record<string, string | File>): Promise<Answer> {
    const form = formWith(html, mark);
    const kept = form.fields.filter(([name]) => !(name in values));
    const { body, type } = multipart([...kept, ...Object.entries(values)]);
    const headers = { "content-type": type, "content-length": body.length, origin: this.base };
    return this.send(form.action || path, { method: "POST", headers, body });
  }

  close(): void {
    this.agent.destroy();
  }

  private send(path: string, { method = "GET", headers = {}, body, onChunk }: Sent): Promise<Answer> {
    const began = performance.now();
    const options = { method, agent: this.agent, headers: { cookie: this.cookie, accept: "text/html", ...headers } };
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(path, this.base), options, (response) => {
        const chunks: Buffer[] = [];
        const answer = { first: 0, bytes: 0 };
        response.on("data", (chunk: Buffer) => {
          answer.first ||= performance.now() - began;
          answer.bytes += chunk.length;
          if (onChunk) onChunk(chunk);
          else chunks.push(chunk);
        });
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            ...answer,
            status: response.statusCode ?? 0,
            location: response.headers.location ?? "",
            cookies: response.headers["set-cookie"] ?? [],
            text: Buffer.concat(chunks).toString("utf8"),
            whole: performance.now() - began,
          }),
        );
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        // The server closes connections that rest; one that is about to be used again meets that now and then.
        const isRested = request.reusedSocket && error.code === "ECONNRESET";
        if (isRested) resolve(this.send(path, { method, headers, body, onChunk }));
        else reject(error);
      });
      request.end(body);
    });
  }
}

/** Somebody who has signed in. */
export async function visitor(base: string, who: string, connections = 1): Promise<Client> {
  const client = new Client(base, connections);
  await client.signIn(who);
  return client;
}

export type File = { name: string; bytes: Buffer };
type Field = [name: string, value: string | File];

/** What a form on a page sends when nothing is changed. */
function formWith(html: string, mark: string): { action: string; fields: Field[] } {
  const form = html.match(/<form\b[\s\S]*?<\/form>/g)?.find((text) => text.includes(mark));
  if (!form) throw new Error(`no form with ${mark}`);
  const fields: Field[] = [];
  for (const [, text = ""] of form.matchAll(/<input\b([^>]*)>/g)) {
    const { name, value = "", type, checked } = attributes(text);
    if (!name || type === "file" || type === "submit") continue;
    if ((type === "checkbox" || type === "radio") && checked === undefined) continue;
    fields.push([name, value || (type === "checkbox" ? "on" : "")]);
  }
  for (const [, text = "", inside = ""] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, option = ""]) => attributes(option));
    const chosen = options.find(({ selected }) => selected !== undefined) ?? options[0];
    fields.push([attributes(text).name ?? "", chosen?.value ?? ""]);
  }
  for (const [, text = "", inside = ""] of form.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    fields.push([attributes(text).name ?? "", decoded(inside)]);
  return { action: attributes(/<form\b([^>]*)>/.exec(form)?.[1] ?? "").action ?? "", fields };
}

const attributes = (text: string): Partial<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:$-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [name, decoded(value)]),
  );

const entities: Record<string, string> = { amp: "&", quot: '"', lt: "<", gt: ">", "#x27": "'", "#39": "'" };
const decoded = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

function multipart(fields: Field[]): { body: Buffer; type: string } {
  const boundary = "----kumppani-bench-b0undary";
  const parts = fields.flatMap(([name, value]) => {
    const isText = typeof value === "string";
    const file = isText ? "" : `; filename="${value.name}"\r\nContent-Type: application/octet-stream`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), isText ? Buffer.from(value) : value.bytes, Buffer.from("\r\n")];
  });
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}
