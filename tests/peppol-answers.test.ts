import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkEinvoiceAddress } from "@/lib/billing/einvoice";
import { participantIds, participantShape, questionByName, readParticipants } from "@/lib/peppol/directory";

const answer = (file: string) =>
  JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, "fixtures/peppol", file), "utf8"));
const none = { name: "Ketju", country: null, businessId: null, vatNumber: null };

describe("the participants a customer’s numbers lead to", () => {
  test.each([
    ["FI", "9200000-7", "FI92000007", ["0216:003792000007"]],
    ["AX", "9200000-7", null, ["0216:003792000007"]],
    ["FI", null, "FI92000007", ["0216:003792000007"]],
    ["NO", "310400084", "NO310400084MVA", ["0192:310400084"]],
    ["SJ", "310400084", null, ["0192:310400084"]],
    ["SE", "452050-0002", null, ["0007:4520500002"]],
    ["SE", null, "SE452050000201", ["0007:4520500002"]],
    ["SE", "811228-9874", null, []],
    ["NL", "00200001", "NL999200008B01", ["0106:00200001", "9944:NL999200008B01", "0190:00000001999200008000"]],
    ["DK", "13585628", "DK13585628", ["0184:13585628", "0198:DK13585628"]],
    ["EE", "12417834", "EE100931558", ["0191:12417834", "9931:EE100931558"]],
    ["DE", null, "DE136695976", ["9930:DE136695976"]],
    ["DE", "HRB 1234", "DE136695976", ["9930:DE136695976"]],
    ["FI", "1234567-8", null, []],
    ["BE", "0123456749", "BE0123456749", []],
    [null, null, null, []],
  ])("%s %s %s", (country, businessId, vatNumber, ids) => {
    expect(participantIds({ ...none, country, businessId, vatNumber })).toEqual(ids);
    for (const id of ids) expect(checkEinvoiceAddress(null, id)).toMatchObject({ ok: true });
  });

  test("a name of fewer than three letters asks nothing: the directory would list the whole country", () => {
    expect(questionByName({ ...none, name: " Å ", country: "FI" })).toBeNull();
    expect(questionByName({ ...none, country: "AX" })?.query).toEqual({ name: "Ketju", country: "FI" });
  });
});

describe("an answer", () => {
  test("is read as the directory gives it", () => {
    expect(readParticipants(answer("none.json"))).toEqual([]);
    expect(readParticipants(answer("norwegian.json"))).toEqual([
      {
        id: "0192:310400084",
        scheme: "0192",
        address: "310400084",
        name: "EKSEMPEL VEDLIKEHOLD AS",
        country: "NO",
        receives: "invoicesAndCredits",
      },
    ]);
    expect(readParticipants(answer("finnish-units.json"))).toMatchObject([
      { id: "0216:003792000007", receives: "invoicesAndCredits" },
      { id: "0216:003792000007TRE01", address: "003792000007TRE01", receives: "invoices" },
      { id: "0216:003791001374" },
    ]);
    expect(readParticipants(answer("dutch-order.json"))).toMatchObject([
      { id: "9944:NL999200008B01", address: "NL999200008B01", receives: "others" },
    ]);
  });

  test("leaves out identifiers that no longer count or are wrong, keeps schemes we have no rule for whole", () => {
    expect(readParticipants(answer("by-name.json"))).toMatchObject([
      { id: "0216:003791002748", name: "Vaahteramäki Oy" },
      { id: "0088:7300010000001", receives: "invoices" },
      { id: "0208:0123456789", scheme: "other", address: "0208:0123456789", country: "BE", receives: "others" },
    ]);
  });

  test("may lack nearly everything", () => {
    const bare = { matches: [{ participantID: { value: "0192:310400084" } }] };
    const [participant] = readParticipants(bare) ?? [];
    expect(participant).toMatchObject({ name: null, country: null, receives: "unknown" });
    expect(readParticipants({ "total-result-count": 0 })).toEqual([]);
    const old = { participantID: { value: "0192:310400084" }, entities: [{ name: "Gammel AS", countryCode: "no" }] };
    expect(readParticipants({ matches: [old, old, {}] })).toMatchObject([{ name: "Gammel AS", country: "NO" }]);
  });

  test.each([null, [], "x", 3, {}, { "total-result-count": 4 }, { matches: {} }, { matches: [{}, 7] }])(
    "that is none is said to be none: %j",
    (json) => expect(readParticipants(json)).toBeNull(),
  );

  test("twisted in any way is never thrown at us, and what is read can be kept and stored", () => {
    const files = ["norwegian.json", "finnish-units.json", "by-name.json"].map(answer);
    const twisted = fc.tuple(fc.constantFrom(...files), fc.nat(120), fc.jsonValue());
    fc.assert(
      fc.property(twisted, ([json, place, value]) => {
        for (const one of readParticipants(replaced(json, place, value)) ?? []) {
          expect(participantShape.parse(one)).toEqual(one);
          expect(checkEinvoiceAddress(one.scheme, one.address)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** The same with one of its parts, counted from the whole inwards, replaced. */
function replaced(json: unknown, place: number, value: unknown): unknown {
  let at = 0;
  const walk = (node: unknown): unknown => {
    if (at++ === place) return value;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, walk(part)]));
  };
  return walk(json);
}
