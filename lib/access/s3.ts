import { createHash, createHmac } from "node:crypto";

/** The bucket in `FILES_S3_URL`: https://KEY:SECRET@host/bucket[/folder]?region=eu-north-1 */
type Bucket = { origin: string; folder: string; region: string; key: string; secret: string };

const timeout = 15_000;

export const isS3InUse = (): boolean => Boolean(process.env.FILES_S3_URL);

/** @throws when the store does not take it */
export async function putObject(name: string, bytes: Buffer): Promise<void> {
  await answerOf("PUT", name, bytes);
}

/** @returns null when there is no such object @throws when the store does not answer */
export async function getObject(name: string): Promise<Buffer | null> {
  const answer = await answerOf("GET", name);
  return answer && Buffer.from(await answer.arrayBuffer());
}

/** Whether or not it is there. @throws when the store does not answer */
export async function deleteObject(name: string): Promise<void> {
  await answerOf("DELETE", name);
}

async function answerOf(method: string, name: string, bytes: Buffer = Buffer.alloc(0)): Promise<Response | null> {
  const bucket = bucketOf(process.env.FILES_S3_URL ?? "");
  const url = new URL(`${bucket.folder}/${name}`, bucket.origin);
  const answer = await fetch(url, {
    method,
    headers: signed(bucket, { method, url, bytes, at: new Date() }),
    ...(method === "PUT" && { body: new Uint8Array(bytes) }),
    cache: "no-store",
    signal: AbortSignal.timeout(timeout),
  });
  if (answer.ok) return answer;
  await answer.body?.cancel();
  if (answer.status === 404) return null;
  throw new Error(`file store: ${method} answered ${answer.status}`);
}

function bucketOf(address: string): Bucket {
  const url = new URL(address);
  return {
    origin: url.origin,
    folder: url.pathname.replace(/\/+$/, ""),
    region: url.searchParams.get("region") ?? "us-east-1",
    key: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
  };
}

type Request = { method: string; url: URL; bytes: Buffer; at: Date; headers?: Record<string, string> };

/**
 * The headers of a request, signed as AWS Signature Version 4 wants (Amazon S3 API Reference, "Authenticating Requests").
 * Header names in lower case; the address without query.
 */
export function signed(bucket: Pick<Bucket, "region" | "key" | "secret">, request: Request): Record<string, string> {
  const { method, url, bytes, at } = request;
  const moment = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${moment.slice(0, 8)}/${bucket.region}/s3/aws4_request`;
  const payload = sha256(bytes);
  const headers: Record<string, string> = {
    ...request.headers,
    host: url.host,
    "x-amz-content-sha256": payload,
    "x-amz-date": moment,
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = [method, url.pathname, "", lines, names.join(";"), payload].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", moment, scope, sha256(canonical)].join("\n");
  const key = scope.split("/").reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${bucket.secret}`);
  const signature = hmac(key, toSign).toString("hex");
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${bucket.key}/${scope},SignedHeaders=${names.join(";")},Signature=${signature}`,
  };
}

const sha256 = (value: string | Buffer) => createHash("sha256").update(value).digest("hex");
const hmac = (key: string | Buffer, value: string) => createHmac("sha256", key).update(value).digest();
