import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { received } from "@/app/api/files/received";
import { db } from "@/db/client";
import { blobs, files } from "@/db/schema/index";
import { openFile, tidyBlobs } from "@/lib/access/blobs";
import { signed } from "@/lib/access/s3";
import { addFiles, deleteFile } from "@/lib/files/commands";
import { ContentCheck, checkName, cleanName, savedName } from "@/lib/files/rules";
import { partsOf } from "@/lib/multipart";
import { type Cast, cast } from "./cast";

let we: Cast;
beforeAll(async () => {
  we = await cast();
});

const boundary = "----mark-7MA4YWxk";
const contentType = `multipart/form-data; boundary=${boundary}`;

type Field = { name: string; value?: string; file?: string; bytes?: Buffer };

function formOf(fields: Field[]): Buffer {
  const parts = fields.map(({ name, value = "", file, bytes = Buffer.from(value) }) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"`),
      Buffer.from(file === undefined ? "\r\n\r\n" : `; filename="${file}"\r\nContent-Type: text/html\r\n\r\n`),
      bytes,
      Buffer.from("\r\n"),
    ]),
  );
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const requestOf = (body: Buffer, headers: Record<string, string> = {}) =>
  new Request("http://x/api/files", {
    method: "POST",
    headers: { "content-type": contentType, "content-length": String(body.length), ...headers },
    body: new Uint8Array(body),
  });

const upload = (fields: Field[], headers?: Record<string, string>) =>
  received(we.aino, requestOf(formOf(fields), headers));
const text = (file: string, value = "sisältö") => ({ name: "file", file, value });

describe("a posted form", () => {
  test("is read the same whatever pieces it arrives in", async () => {
    const file = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { maxLength: 4 }),
        fc.string(),
        fc.integer({ min: 1, max: 90 }),
        async (given, word, size) => {
          const fields = [
            { name: "word", value: word },
            ...given.map((bytes) => ({ name: "file", file: "ä.bin", bytes: Buffer.from(bytes) })),
          ];
          const found: Buffer[] = [];
          for await (const part of partsOf(inPieces(formOf(fields), size), contentType)) {
            const pieces: Uint8Array[] = [];
            for await (const piece of part.bytes) pieces.push(Buffer.from(piece));
            found.push(Buffer.concat(pieces));
          }
          expect(found).toEqual([Buffer.from(word), ...given.map((bytes) => Buffer.from(bytes))]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("may be left half read: the next part is found", async () => {
    const names: (string | null)[] = [];
    const body = formOf([text("a.txt", "x".repeat(5000)), { name: "word", value: "y" }]);
    for await (const part of partsOf(inPieces(body, 100), contentType)) {
      names.push(part.fileName);
      for await (const _ of part.bytes) break;
    }
    expect(names).toEqual(["a.txt", null]);
  });

  test.each([
    ["ends early", formOf([text("a.txt")]).subarray(0, -20), contentType],
    ["is no form", Buffer.from("hello"), contentType],
    ["has no boundary", formOf([text("a.txt")]), "multipart/form-data"],
    ["is JSON", Buffer.from("{}"), "application/json"],
    ["is empty", Buffer.alloc(0), contentType],
  ])("that %s is incomplete, and nothing of it stays", async (_, body, type) => {
    const before = await db.$count(blobs);
    const found = await received(we.aino, requestOf(body, { "content-type": type }));
    expect(found).toMatchObject({ files: [], problem: { key: "fileIncomplete" } });
    expect(await db.$count(blobs)).toBe(before);
  });
});

describe("an upload", () => {
  test("brings its fields and its files, with names as they were", async () => {
    const found = await upload([
      { name: "description", value: "Kuvaus äö" },
      text("Käyttöohje %22v2%22.txt"),
      text("C:\\Omat\\muistio.TXT", "toinen"),
      { name: "file", file: "" },
    ]);
    expect(found.problem).toBeNull();
    expect(found.fields).toEqual({ description: "Kuvaus äö" });
    expect(found.files.map(({ name, mediaType, size }) => [name, mediaType, size])).toEqual([
      ['Käyttöohje "v2".txt', "text/plain", 9],
      ["muistio.TXT", "text/plain", 6],
    ]);
  });

  test("is compared with the hashes and the length the browser told", async () => {
    const hash = (value: string) => createHash("sha256").update(value).digest("hex");
    const both = [text("a.txt", "yksi"), text("b.txt", "kaksi")];
    const told = (value: string) => [{ name: "sha256", value }, ...both];
    expect((await upload(told(`${hash("yksi")} ${hash("kaksi")}`))).problem).toBeNull();
    expect((await upload(told(`${hash("yksi")} ${hash("muu")}`))).problem).toEqual({ key: "fileIncomplete" });
    expect((await upload(told(hash("yksi")))).problem).toEqual({ key: "fileIncomplete" });
    expect((await upload(both, { "content-length": "99999" })).problem).toEqual({ key: "fileIncomplete" });
  });

  test.each([
    ["no file", [{ name: "file", file: "" }], { key: "fileMissing" }],
    ["a program", [text("setup.exe")], { key: "fileKind", params: { name: "setup.exe" } }],
    ["a page", [text("page.html")], { key: "fileKind" }],
    ["a drawing that runs scripts", [text("logo.svg")], { key: "fileKind" }],
    ["no ending", [text("README")], { key: "fileKind" }],
    ["a word of JavaScript as ending", [text("x.constructor")], { key: "fileKind" }],
    ["an empty file", [text("a.txt", "")], { key: "fileBlank", params: { name: "a.txt" } }],
    ["a page called PDF", [text("a.pdf", "<html>")], { key: "fileContent", params: { name: "a.pdf" } }],
    ["bytes called text", [{ name: "file", file: "a.txt", bytes: Buffer.from([65, 0, 66]) }], { key: "fileContent" }],
    ["one good, one bad", [text("a.txt"), text("b.exe")], { key: "fileKind", params: { name: "b.exe" } }],
    ["21 files", Array.from({ length: 21 }, (_, n) => text(`${n}.txt`)), { key: "fileTooMany", params: { max: 20 } }],
  ])("with %s is refused, the fields after it are kept", async (_, given, problem) => {
    const found = await upload([...given, { name: "keywords", value: "säilyy" }]);
    expect(found.problem).toMatchObject(problem);
    expect(found.fields).toEqual({ keywords: "säilyy" });
  });

  test("larger than 25 MB is stopped, and what came is not kept", async () => {
    const before = await db.$count(blobs);
    const large = { name: "file", file: "iso.txt", bytes: Buffer.alloc(25 * 1024 * 1024 + 1, "a") };
    const found = await upload([large, { name: "keywords", value: "säilyy" }]);
    expect(found).toMatchObject({ files: [], fields: { keywords: "säilyy" } });
    expect(found.problem).toMatchObject({ key: "fileTooBigNamed", params: { name: "iso.txt" } });
    expect(await db.$count(blobs)).toBe(before);
  });
});

describe("names", () => {
  test.each([
    ["../../etc/passwd.txt", "passwd.txt"],
    ["a\u202Etxt.pdf", "a txt.pdf"],
    ["tab\there\u0000.txt", "tab here.txt"],
    [`${"ä".repeat(300)}.docx`, `${"ä".repeat(195)}.docx`],
    ["", "–"],
    ["e\u0301.txt", "é.txt"],
  ])("%o becomes %o", (posted, name) => expect(cleanName(posted)).toBe(name));

  test("any name is short, visible and in one piece", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (posted) => {
        const name = cleanName(posted);
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });

  test("a file is saved with an ending of its type, whatever it is called", () => {
    expect(savedName("Sopimus.pdf", "application/pdf")).toEqual({ base: "Sopimus", ending: "pdf" });
    expect(savedName("Sopimus.exe", "application/pdf")).toEqual({ base: "Sopimus.exe", ending: "pdf" });
    expect(savedName("Kuva.JPEG", "image/jpeg")).toEqual({ base: "Kuva", ending: "jpeg" });
    expect(checkName("a.PDF")).toEqual({ ok: true, value: "application/pdf" });
  });

  test("what a workbook has to hold is found across pieces", () => {
    const book = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(9000), Buffer.from("[Content_Types].xml")]);
    for (const size of [1, 7, 18, 4096, 20_000]) {
      const check = new ContentCheck("a.xlsx");
      for (let at = 0; at < book.length; at += size) check.see(book.subarray(at, at + size));
      expect(check.isGenuine()).toBe(true);
    }
    const other = new ContentCheck("a.xlsx");
    other.see(Buffer.from("PK\x03\x04 no book"));
    expect(other.isGenuine()).toBe(false);
  });
});

describe("the outer store", () => {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  let answering = true;
  let server: http.Server;

  /** Takes only requests that are signed as they are: it makes the signature again from what arrived. */
  beforeAll(async () => {
    server = http.createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      const { authorization = "", host, "x-amz-date": moment = "" } = request.headers;
      const at = new Date(String(moment).replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
      const url = new URL(request.url ?? "/", `http://${host}`);
      const key = { region: "eu-north-1", key: "AVAIN", secret: "salaisuus/+" };
      const right = signed(key, { method: request.method ?? "", url, bytes, at }).authorization;
      if (!answering || authorization !== right) {
        refused.push(`${request.method} ${request.url}`);
        response.writeHead(answering ? 403 : 503).end();
      } else if (request.method === "PUT") {
        objects.set(url.pathname, bytes);
        response.end();
      } else if (request.method === "DELETE") {
        objects.delete(url.pathname);
        response.writeHead(204).end();
      } else {
        const found = objects.get(url.pathname);
        response.writeHead(found ? 200 : 404).end(found);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    process.env.FILES_S3_URL = `http://AVAIN:salaisuus%2F%2B@127.0.0.1:${port}/bucket/kumppani?region=eu-north-1`;
  });
  afterAll(() => {
    delete process.env.FILES_S3_URL;
    server.close();
  });

  test("signs as Amazon's own example does", () => {
    const url = new URL("https://examplebucket.s3.amazonaws.com/test.txt");
    const at = new Date("2013-05-24T00:00:00Z");
    const key = {
      region: "us-east-1",
      key: "AKIAIOSFODNN7EXAMPLE",
      secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    };
    const request = { method: "GET", url, bytes: Buffer.alloc(0), at, headers: { range: "bytes=0-9" } };
    expect(signed(key, request).authorization).toContain(
      "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    );
  });

  test("holds the bytes by chunks, gives them back, and loses them with the file", async () => {
    const bytes = Buffer.alloc(1_200_000, "Pohjanranta ");
    const { files: kept, problem } = await upload([{ name: "file", file: "suuri.txt", bytes }]);
    expect([problem, refused, objects.size]).toEqual([null, [], 3]);
    const given = kept.map(({ name, mediaType, sha256, size }) => ({ name, mediaType, sha256, size }));
    const outcome = await addFiles(we.aino, { id: we.world.customers.ahola, files: given });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const { id } = outcome.result;
    const back: Buffer[] = [];
    for await (const piece of (await openFile(we.aino, id)).bytes) back.push(piece);
    expect(Buffer.concat(back).equals(bytes)).toBe(true);

    const [name] = objects.keys();
    objects.set(name ?? "", Buffer.alloc(512 * 1024, "x"));
    const damaged = async () => {
      for await (const _ of (await openFile(we.aino, id)).bytes);
    };
    await expect(damaged()).rejects.toThrow("not those stored");

    await deleteFile(we.aino, { id });
    expect(await db.$count(files, eq(files.id, id))).toBe(0);
    await db
      .update(blobs)
      .set({ createdAt: new Date(Date.now() - 2 * 3600_000) })
      .where(eq(blobs.store, "s3"));
    await tidyBlobs();
    expect([objects.size, await db.$count(blobs, eq(blobs.store, "s3"))]).toEqual([0, 0]);
  });

  test("that does not answer is a fault, and leaves the row for a later try", async () => {
    answering = false;
    await expect(upload([text("a.txt")])).rejects.toThrow("503");
    answering = true;
    expect(objects.size).toBe(0);
    await db
      .update(blobs)
      .set({ createdAt: new Date(Date.now() - 2 * 3600_000) })
      .where(eq(blobs.store, "s3"));
    await tidyBlobs();
    expect(await db.$count(blobs, eq(blobs.store, "s3"))).toBe(0);
  });
});
