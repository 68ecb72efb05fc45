import { once } from "node:events";
import http from "node:http";
import type net from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * A plain proxy: each request goes to the next process in turn. Where one fails, the other is asked, unless something may
 * have been done already.
 */
export class RoundRobin {
  private turn = 0;
  private readonly ports: number[];
  private readonly server = http.createServer((request, response) => this.pass(request, response));

  constructor(ports: number[]) {
    this.ports = ports;
  }

  async start(): Promise<this> {
    await once(this.server.listen(0, "127.0.0.1"), "listening");
    return this;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await buffer(request);
    const first = this.turn++ % this.ports.length;
    for (const port of [...this.ports.slice(first), ...this.ports.slice(0, first)]) {
      try {
        return await answered(port, request, body, response);
      } catch (error) {
        const isUntouched = (error as NodeJS.ErrnoException).code === "ECONNREFUSED" || request.method === "GET";
        if (isUntouched && !response.headersSent) continue;
        return void response.destroy();
      }
    }
    response.writeHead(502).end();
  }
}

async function answered(port: number, asked: http.IncomingMessage, body: Buffer, response: http.ServerResponse) {
  const { method, url: path, headers } = asked;
  const named = { ...headers, "x-forwarded-for": asked.socket.remoteAddress };
  const request = http.request({ host: "127.0.0.1", port, method, path, headers: named, agent: false }).end(body);
  const [answer] = (await once(request, "response")) as [http.IncomingMessage];
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  for await (const part of answer) response.write(part);
  response.end();
}
