import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const fixtures = path.resolve(import.meta.dirname, "../fixtures/peppol");

type Answer = "hang" | { status: number; body?: string; headers?: http.OutgoingHttpHeaders };

/** The Peppol directory on loopback. It knows what it is told to, by the words that are asked for. */
export class PeppolStub {
  /** Every question so far, in words: "0192:310400084", "vaahtera oy FI". */
  readonly questions: string[] = [];
  private readonly known = new Map<string, Answer>();
  private readonly server = http.createServer((request, response) => this.handle(request, response));

  async start(): Promise<this> {
    await once(this.server.listen(0, "127.0.0.1"), "listening");
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What an app needs in its environment to ask here. */
  get environment() {
    const { port } = this.server.address() as AddressInfo;
    return { PEPPOL_BASE_URL: `http://127.0.0.1:${port}/search/1.0` };
  }

  /**
   * From now on this question gets the answer of a file in tests/fixtures/peppol, or this one; "*" is any question.
   * @param swap an identifier of the file, and the one in its place
   */
  answer(question: string, answer: string | Answer, [from, to]: [string, string] = ["", ""]): void {
    const given = typeof answer === "string" && answer !== "hang" ? ok(answer) : (answer as Answer);
    const swapped = from && given !== "hang" ? { ...given, body: given.body?.replaceAll(from, to) } : given;
    this.known.set(question.toLowerCase(), swapped);
  }

  /** It knows nobody and nobody has asked. */
  reset(): void {
    this.known.clear();
    this.questions.length = 0;
  }

  private handle(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://stub");
    const { participant, q, name, country } = Object.fromEntries(searchParams);
    const question = [participant?.split("::")[1] ?? q ?? name, country].filter(Boolean).join(" ");
    this.questions.push(question);
    const given = this.known.get(question.toLowerCase()) ?? this.known.get("*") ?? ok("none.json");
    const answer = pathname === "/search/1.0/json" ? given : { status: 404 };
    if (answer !== "hang") response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

const ok = (file: string): Exclude<Answer, "hang"> => ({
  status: 200,
  body: fs.readFileSync(path.join(fixtures, file), "utf8"),
  headers: { "content-type": "application/json" },
});
