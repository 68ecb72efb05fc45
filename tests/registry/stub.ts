import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const fixtures = path.resolve(import.meta.dirname, "../fixtures/registry");

/** What the stub says: a status and a body, or "hang" = it never answers. */
export type StubAnswer = "hang" | { status: number; body?: string | Buffer; headers?: http.OutgoingHttpHeaders };

type Named = [status: number | "hang", file?: string, headers?: http.OutgoingHttpHeaders];
type Index = Record<"prh" | "brreg" | "underenheter", Record<string, Named>>;

const index = JSON.parse(fs.readFileSync(path.join(fixtures, "index.json"), "utf8")) as Index;
const prhBase = "/opendata-ytj-api/v3";
const brregBase = "/enhetsregisteret/api";

/** Both business registers on loopback, with the businesses of tests/fixtures/registry. */
export class RegistryStub {
  /** Every request so far, as "/path?query". */
  readonly requests: string[] = [];
  private readonly set = new Map<string, StubAnswer[]>();
  private readonly server = http.createServer((request, response) => this.handle(request, response));

  async start(): Promise<this> {
    await once(this.server.listen(0, "127.0.0.1"), "listening");
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What an app needs in its environment to ask here. */
  get environment() {
    return { PRH_BASE_URL: this.origin + prhBase, BRREG_BASE_URL: this.origin + brregBase };
  }

  /** From now on this business ID, or these words of a search, get these answers in turn; the last one stays. */
  answer(asked: string, ...answers: StubAnswer[]): void {
    this.set.set(asked, answers);
  }

  /** Back to the fixtures, and no requests. */
  reset(): void {
    this.set.clear();
    this.requests.length = 0;
  }

  private handle(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.requests.push(request.url ?? "");
    const answer = this.answerTo(new URL(request.url ?? "/", this.origin));
    if (answer !== "hang") response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  private answerTo({ pathname, searchParams }: URL): StubAnswer {
    const [, kind, id] = /^\/enhetsregisteret\/api\/(enheter|underenheter)(?:\/([^/]+))?$/.exec(pathname) ?? [];
    const words = (searchParams.get("name") ?? searchParams.get("navn") ?? "").toLowerCase();
    if (pathname === `${prhBase}/companies`) return this.chosen("prh", searchParams.get("businessId"), words);
    if (kind === "enheter") return this.chosen("brreg", id, words);
    if (kind === "underenheter") return this.chosen("underenheter", id, words);
    return { status: 404 };
  }

  private chosen(register: keyof Index, id: string | null | undefined, words: string): StubAnswer {
    const given = this.set.get(id ?? words);
    if (given) return (given.length > 1 ? given.shift() : given[0]) ?? "hang";
    const known = index[register];
    const search = Object.keys(known).find((key) => key.startsWith("name:") && words.includes(key.slice(5)));
    return this.fixture(register, known[id ?? search ?? "name:"] ?? known["*"] ?? [404]);
  }

  private fixture(register: keyof Index, [status, file, headers]: Named): StubAnswer {
    if (status === "hang") return "hang";
    const folder = path.join(fixtures, register === "prh" ? "prh" : "brreg");
    const type = register === "prh" ? "application/json" : brregType;
    const body = file && fs.readFileSync(path.join(folder, file));
    return { status, body, headers: { ...(body && { "content-type": type }), ...headers } };
  }
}

const brregType = "application/vnd.brreg.enhetsregisteret.enhet.v2+json;charset=UTF-8";
