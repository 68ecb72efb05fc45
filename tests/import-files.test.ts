import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { desc } from "drizzle-orm";
import readExcelFile from "read-excel-file/node";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as rejectedFile } from "@/app/(register)/customers/import/[id]/rejected/route";
import { GET as template } from "@/app/(register)/customers/import/template/route";
import { POST } from "@/app/api/imports/route";
import { db } from "@/db/client";
import { imports } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { runImport, uploadImport } from "@/lib/imports/commands";
import { refusalFrom, refusalQuery } from "@/lib/imports/filter";
import { guessMapping, importFields } from "@/lib/imports/headings";
import { dryRun, getImport } from "@/lib/imports/queries";
import { locales } from "@/lib/locale/choice";
import { readTable } from "@/lib/spreadsheets/read";
import { type Cast, cast } from "./cast";
import { filesOf, packed } from "./fixtures/workbooks";

vi.setConfig({ testTimeout: 60_000 });

/** Who is signed in, in place of the cookie. */
const door = vi.hoisted(() => ({ viewer: null as Viewer | null }));
vi.mock("@/lib/session", async (original) => ({
  ...(await original<typeof import("@/lib/session")>()),
  maybeViewer: async () => door.viewer,
  currentViewer: async () => door.viewer,
  currentLocale: async () => "fi",
}));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  return {
    getTranslations: async (wanted: string | { locale: string; namespace: string }) => {
      const { locale, namespace } = typeof wanted === "string" ? { locale: "fi", namespace: wanted } : wanted;
      const { default: messages } = await import(`../messages/${locale}.json`);
      return createTranslator({ locale, messages, namespace });
    },
  };
});

const home = "http://kumppani.example";
let we: Cast;
beforeAll(async () => {
  we = await cast();
});
beforeEach(() => {
  door.viewer = we.aino;
});

type Sent = {
  name?: string;
  content: string | Buffer;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
};

/** The upload as a browser sends it. */
async function upload({ name = "asiakkaat.csv", content, fields = {}, headers = {} }: Sent): Promise<Response> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ stage: "active", groupId: "", companyId: "", ...fields }))
    form.set(field, value);
  form.set("file", new File([typeof content === "string" ? content : new Uint8Array(content)], name));
  const wrapped = new Response(form);
  const body = await wrapped.arrayBuffer();
  const usual = {
    origin: home,
    host: new URL(home).host,
    "content-type": wrapped.headers.get("content-type") ?? "",
    "content-length": String(body.byteLength),
  };
  return POST(new Request(`${home}/api/imports`, { method: "POST", body, headers: { ...usual, ...headers } }));
}

const list = "Nimi;Kaupunki\nTiedosto Oy;Vaasa\n";
const kept = () => db.$count(imports);

/** Where a refused upload goes back to, and what it says there. */
async function refused(sent: Sent) {
  const before = await kept();
  const response = await upload(sent);
  expect(await kept()).toBe(before);
  expect(response.status).toBe(303);
  const address = new URL(response.headers.get("location") ?? "", home);
  expect(address.pathname).toBe("/customers/import");
  return refusalFrom(Object.fromEntries(address.searchParams));
}

describe("an upload", () => {
  test("leads to its columns; the file is known by name and hash", async () => {
    const sha256 = createHash("sha256").update(list).digest("hex");
    const response = await upload({ name: "C:\\kansio\\asiakas\u202etiedot.csv", content: list, fields: { sha256 } });
    const [saved] = await db.select().from(imports).orderBy(desc(imports.id)).limit(1);
    expect(response.headers.get("location")).toBe(`/customers/import/${saved?.id}`);
    expect(saved).toMatchObject({ fileName: "asiakastiedot.csv", fileHash: sha256, employeeId: we.aino.employeeId });
  });

  test("only from our own pages, by somebody signed in who may import", async () => {
    const before = await kept();
    for (const origin of ["http://evil.example", "null", ""]) {
      expect((await upload({ content: list, headers: { origin } })).status).toBe(403);
    }
    door.viewer = null;
    expect((await upload({ content: list })).headers.get("location")).toBe("/sign-in?returnTo=%2Fcustomers%2Fimport");
    for (const viewer of [we.sven, we.pieter, we.nils]) {
      door.viewer = viewer;
      await expect(upload({ content: list })).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    }
    expect(await kept()).toBe(before);
  });

  test.each([
    ["of another kind", { name: "kuva.png", content: "\x89PNG\r\n\x1a\n" }, "fileType"],
    ["that is empty", { content: "" }, "fileEmpty"],
    ["with a head alone", { content: "Nimi;Kaupunki\n" }, "fileEmpty"],
    ["of 30 MB", { content: Buffer.alloc(30 * 1024 * 1024, "a;b\n") }, "fileTooBig"],
    ["just above 20 MB", { content: Buffer.alloc(20 * 1024 * 1024 + 1, "a;b\n") }, "fileTooBig"],
    ["with a quotation mark astray", { content: 'Nimi;Katu\n"A;B\nC;D\n' }, "fileQuote"],
    ["that is no workbook inside", { name: "a.xlsx", content: "PK\x03\x04 not a zip" }, "fileUnreadable"],
    ["with too many columns", { content: `${"x;".repeat(300)}\n1\n` }, "fileTooManyColumns"],
    ["of another content than promised", { content: list, fields: { sha256: "0".repeat(64) } }, "fileIncomplete"],
    ["cut on the way", { content: list, headers: { "content-length": "99999" } }, "fileIncomplete"],
    ["larger than anyone would wait for", { content: list, headers: { "content-length": "999999999" } }, "fileTooBig"],
    ["in a body of another type", { content: list, headers: { "content-type": "application/json" } }, "fileIncomplete"],
  ])("%s is refused beside its field, and nothing is kept", async (_, sent, problem) => {
    expect(await refused(sent)).toMatchObject({ field: "file", problem: { key: problem } });
  });

  test("a bomb is refused, and the next file is read", async () => {
    const bomb = await packed(
      filesOf({
        sheets: [{ rows: `<row r="1"><c t="inlineStr"><is><t>${" ".repeat(120_000_000)}</t></is></c></row>` }],
      }),
    );
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refused({ name: "pommi.xlsx", content: bomb })).toMatchObject({ problem: { key: "fileTooHeavy" } });
    expect((await upload({ content: list })).headers.get("location")).toMatch(/import\/\d+$/);
  });

  test("of a formula only its result comes in", async () => {
    const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>Nimi</t></is></c></row>
      <row r="2"><c r="A2" t="str"><f>HYPERLINK("http://evil.example","Kaava Oy")</f><v>Kaava Oy</v></c></row>`;
    const response = await upload({ name: "kaava.xlsx", content: await packed(filesOf({ sheets: [{ rows }] })) });
    const id = Number(response.headers.get("location")?.split("/").at(-1));
    expect((await getImport(we.aino, id)).columns[0]).toMatchObject({ field: "name", samples: ["Kaava Oy"] });
  });

  test("a refusal keeps the choices, and an address made up by others says nothing of its own", () => {
    const query = refusalQuery("file", { key: "fileQuote", params: { line: 7 } }, { stage: "prospect" });
    expect(query).toMatchObject({ stage: "prospect", problem: "fileQuote", line: 7 });
    expect(refusalFrom({ ...query, line: "7" })).toEqual({
      field: "file",
      problem: { key: "fileQuote", params: { line: 7 } },
    });
    expect(refusalFrom({ field: "file", problem: "signInFailed" })).toBeNull();
    expect(
      refusalFrom({ field: "file", problem: "fileType", types: "<b>Ring 0700-12345 now" })?.problem.params,
    ).toEqual({});
  });
});

const tableIn = async (response: Response) => {
  const bytes = Buffer.from(await response.arrayBuffer());
  const table = await readTable({ name: "a.xlsx", bytes });
  if (!table.ok) throw new Error(table.problem.key);
  return { ...table, sheets: await readExcelFile(bytes) };
};

async function keptFrom({
  head,
  rows,
}: {
  head: string[];
  rows: { line: number; cells: string[] }[];
}): Promise<number> {
  const file = { fileName: "a.xlsx", fileHash: "0".repeat(64), head, rows };
  const outcome = await uploadImport(we.aino, { ...file, stage: "active", groupId: "", companyId: "" });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.result.id;
}

describe("the template", () => {
  test.each(locales)("in %s is understood as it stands, and its sample goes in", async (locale) => {
    const table = await tableIn(await template(new Request(`${home}/customers/import/template?locale=${locale}`)));
    expect(guessMapping(table.head)).toEqual(importFields.filter((field) => field !== "contactName"));
    const { good, notes } = await dryRun(we.aino, await keptFrom(table));
    expect(good).toMatchObject([
      { kind: "organisation", language: locale, address: expect.anything(), contact: expect.anything() },
    ]);
    expect(notes).toEqual([]);
    expect(table.sheets[1]?.data).toHaveLength(table.head.length);
    expect(table.sheets[1]?.data.flat()).not.toContain(null);
  });

  test("is there only for those who may import", async () => {
    door.viewer = we.sven;
    await expect(template(new Request(`${home}/customers/import/template`))).rejects.toThrow("404");
  });
});

describe("the rows that stayed out", () => {
  const context = (id: number) => ({ params: Promise.resolve({ id: String(id) }) });
  const ask = (id: number) => rejectedFile(new Request(home), context(id));

  test("come as a workbook that, corrected, can come in", async () => {
    const bytes = readFileSync(new URL("fixtures/dirty-customers.csv", import.meta.url));
    const response = await upload({ name: "dirty-customers.csv", content: bytes });
    const id = Number(response.headers.get("location")?.split("/").at(-1));
    await runImport(we.aino, { id });

    const table = await tableIn(await ask(id));
    expect(table.head.slice(0, 12)).toEqual([...(await getImport(we.aino, id)).head, "Sarake 12"]);
    expect(table.rows.map(({ cells }) => cells.at(-2))).toEqual([
      "5",
      "6",
      "7",
      "10",
      "11",
      "12",
      "13",
      "14",
      "15",
      "18",
    ]);
    expect(table.rows[1]?.cells.at(-1)).toBe("Y-tunnus: Sama kuin rivillä 2");
    for (const { cells } of table.rows) if (cells[1] === "Postinumeroton Oy") cells[5] = "00700";
    const { good } = await dryRun(we.aino, await keptFrom(table));
    expect(good.map(({ name }) => name)).toContain("Postinumeroton Oy");
  });

  test("are only for whoever imported them", async () => {
    const id = await keptFrom({ head: ["Nimi"], rows: [{ line: 2, cells: [""] }] });
    door.viewer = we.maija;
    await expect(ask(id)).rejects.toThrow("404");
  });
});
