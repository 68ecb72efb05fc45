import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

type Claims = Record<string, unknown>;
type Asked = { redirectUri: string; challenge: string; nonce: string };

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const rsaKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** An identity provider of one organisation: whoever comes is `person`, at once. What it says can be twisted. */
export class OidcProvider {
  readonly clientId = "kumppani";
  readonly clientSecret = "only-for-tests";
  /** Who sits in front of the browser; null refuses. */
  person: Claims | null = null;
  /** Claims that only the userinfo endpoint gives. */
  asked: Claims = {};
  /** Changes what is signed, and how. */
  twist: { claims?: (claims: Claims) => Claims; key?: KeyObject; algorithm?: string } = {};
  readonly otherKey = rsaKey();

  private readonly key = rsaKey();
  private readonly codes = new Map<string, Asked>();
  private readonly server = http.createServer((request, response) => {
    this.answer(request, response).catch((error) => response.writeHead(400).end(String(error)));
  });

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(port = 0): Promise<void> {
    await once(this.server.listen(port, "127.0.0.1"), "listening");
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.issuer);
    const json = (value: unknown) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (url.pathname === "/.well-known/openid-configuration") return void json(this.discovery());
    if (url.pathname === "/keys") return void json({ keys: [this.publicKey()] });
    if (url.pathname === "/authorize") {
      return void response.writeHead(302, { location: this.authorize(url.searchParams) }).end();
    }
    if (url.pathname === "/userinfo") return void json({ ...this.person, ...this.asked });
    if (url.pathname === "/token" && request.method === "POST") return void json(await this.token(request));
    response.writeHead(404).end();
  }

  private discovery() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }

  private publicKey() {
    return { ...createPublicKey(this.key).export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
  }

  /** @returns the address that brings the browser back */
  private authorize(query: URLSearchParams): string {
    const wanted = (name: string) => query.get(name) ?? "";
    if (wanted("client_id") !== this.clientId || wanted("code_challenge_method") !== "S256") throw new Error("refused");
    const back = new URL(wanted("redirect_uri"));
    back.searchParams.set("state", wanted("state"));
    if (!this.person) {
      back.searchParams.set("error", "access_denied");
      return back.href;
    }
    const code = randomBytes(16).toString("hex");
    const asked = { redirectUri: wanted("redirect_uri"), challenge: wanted("code_challenge"), nonce: wanted("nonce") };
    this.codes.set(code, asked);
    back.searchParams.set("code", code);
    return back.href;
  }

  /** A code is good once, for the client that knows the secret and what the challenge was made of. */
  private async token(request: http.IncomingMessage) {
    const form = new URLSearchParams((await request.setEncoding("utf8").toArray()).join(""));
    const code = form.get("code") ?? "";
    const asked = this.codes.get(code);
    this.codes.delete(code);
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const client = `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString("base64")}`;
    const isRight =
      asked?.challenge === proof &&
      asked.redirectUri === form.get("redirect_uri") &&
      request.headers.authorization === client;
    if (!asked || !isRight) throw new Error("refused");
    return { access_token: "access", token_type: "Bearer", expires_in: 60, id_token: this.idToken(asked.nonce) };
  }

  private idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const honest = { iss: this.issuer, aud: this.clientId, iat: now, exp: now + 60, nonce, ...this.person };
    const { claims = (same: Claims) => same, key = this.key, algorithm: alg = "RS256" } = this.twist;
    const content = `${base64({ alg, kid: "one", typ: "JWT" })}.${base64(claims(honest))}`;
    if (alg === "none") return `${content}.`;
    return `${content}.${sign("sha256", Buffer.from(content), key).toString("base64url")}`;
  }
}
