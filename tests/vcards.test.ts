import { describe, expect, test } from "vitest";
import { readCards } from "@/lib/vcards/read";
import { resultFrom, resultQuery } from "@/lib/vcards/rules";
import { type Card, vcard } from "@/lib/vcards/write";

const card: Card = {
  uid: "urn:uuid:00000000-0000-8000-9000-000000000000",
  firstName: "Väinö",
  lastName: "Testinen; Oy, \\",
  organisation: "Ahola, Oy",
  title: "Talous\npäällikkö",
  email: "vaino@ahola.example",
  phone: { e164: "+358400000002", raw: "040 000 0002" },
  mobile: { e164: null, raw: "alanumero 12, keskus" },
  language: "fi",
  address: { street: "Pajakuja 4", city: "Helsinki", region: null, postalCode: "00510", country: "FI" },
  updatedAt: new Date("2026-03-02T09:00:05.123Z"),
};

describe("a vCard that goes out", () => {
  test("is version 4.0 right after its beginning, and says everything with its signs escaped", () => {
    expect(vcard(card).split("\r\n")).toEqual([
      "BEGIN:VCARD",
      "VERSION:4.0",
      "KIND:individual",
      "UID:urn:uuid:00000000-0000-8000-9000-000000000000",
      "FN:Väinö Testinen\\; Oy\\, \\\\",
      "N:Testinen\\; Oy\\, \\\\;Väinö;;;",
      "ORG:Ahola\\, Oy",
      "TITLE:Talous\\npäällikkö",
      "EMAIL;TYPE=work:vaino@ahola.example",
      'TEL;VALUE=uri;TYPE="work,voice":tel:+358400000002',
      'TEL;VALUE=text;TYPE="work,cell":alanumero 12\\, keskus',
      "ADR;TYPE=work:;;Pajakuja 4;Helsinki;;00510;FI",
      "LANG:fi",
      "REV:20260302T090005Z",
      "END:VCARD",
      "",
    ]);
  });

  test("leaves out what is not known", () => {
    const none = { e164: null, raw: null };
    const bare = { ...card, title: null, email: null, phone: none, mobile: none, language: null, address: null };
    expect(vcard({ ...bare, firstName: null, lastName: "Helmi" })).not.toMatch(/TITLE|EMAIL|TEL|LANG|ADR/);
  });

  test("is folded at 75 octets, never inside a letter, and reads as before when unfolded", () => {
    const title = "åäö€😀".repeat(40);
    const lines = vcard({ ...card, title }).split("\r\n");
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines.join("\r\n")).not.toContain("\uFFFD");
    expect(lines.join("\r\n").replaceAll("\r\n ", "")).toContain(`TITLE:${title}\r\n`);
  });

  test("cannot smuggle a property in", () => {
    const lines = vcard({ ...card, title: "x\r\nEMAIL:evil@evil.example\u0000" }).split("\r\n");
    expect(lines.filter((line) => line.startsWith("EMAIL"))).toEqual(["EMAIL;TYPE=work:vaino@ahola.example"]);
  });
});

describe("a vCard that comes in", () => {
  const read = (...lines: string[]) => readCards(["BEGIN:VCARD", ...lines, "END:VCARD"].join("\r\n"));

  test("of our own gives the contact back", () => {
    expect(readCards(vcard(card))).toEqual([
      {
        firstName: "Väinö",
        lastName: "Testinen; Oy, \\",
        title: "Talous päällikkö",
        email: "vaino@ahola.example",
        phone: "+358400000002",
        mobile: "alanumero 12, keskus",
        language: "fi",
      },
    ]);
  });

  test("of version 3.0, as telephones and Outlook write it", () => {
    const cards = read(
      "VERSION:3.0",
      "N:Ängsmark;Åsa;;;",
      "FN:Åsa Ängsmark",
      "ORG:Bergs kommun;",
      "item1.EMAIL;type=INTERNET;type=pref:asa@berg.example",
      "item1.X-ABLabel:_$!<Work>!$_",
      "TEL;type=CELL;type=VOICE;type=pref:070-000 00 01",
      "TEL;TYPE=WORK,FAX:031-99",
      "TEL;TYPE=WORK:031-",
      " 000 00 02",
      "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ:SkZJRg==",
    );
    expect(cards).toEqual([
      {
        firstName: "Åsa",
        lastName: "Ängsmark",
        title: "",
        email: "asa@berg.example",
        phone: "031-000 00 02",
        mobile: "070-000 00 01",
        language: "",
      },
    ]);
  });

  test("takes the preferred address, and the name from FN where N is missing or empty", () => {
    expect(read("VERSION:4.0", "FN:Sanne van der Berg", "EMAIL:b@x.example", "EMAIL;PREF=1:a@x.example")).toMatchObject(
      [{ firstName: "Sanne", lastName: "van der Berg", email: "a@x.example" }],
    );
    expect(read("N:;;;;", "FN:Madonna")).toMatchObject([{ firstName: "", lastName: "Madonna" }]);
  });

  test("may stand among others, and noise is passed over", () => {
    const both = `\uFEFFnoise\n${vcard(card)}\n\n${vcard({ ...card, firstName: "Helmi" })}BEGIN:VCARD\nFN:cut off`;
    expect(readCards(both)?.map(({ firstName }) => firstName)).toEqual(["Väinö", "Helmi"]);
    expect(readCards("")).toBeNull();
    expect(readCards("name;email\nHelmi;x")).toBeNull();
  });

  test("is read in time that grows with its length only", () => {
    const long = `BEGIN:VCARD\nFN:a\n${'X;"'.repeat(50_000)}\n${";".repeat(200_000)}\nN:${";\\".repeat(100_000)}\nEND:VCARD`;
    const start = performance.now();
    readCards(long);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test("the address says what came of a file, and nonsense says nothing", () => {
  const skipped = [
    { card: 3, reason: "noName" as const },
    { card: 200, reason: "unusable" as const },
  ];
  const query = resultQuery({ added: 7, skipped });
  expect(query).toEqual({ added: 7, skipped: "3.0_200.4" });
  expect(resultFrom({ added: "7", skipped: "3.0_200.4" })).toEqual({ added: 7, skipped });
  expect(resultFrom({ added: "0" })).toEqual({ added: 0, skipped: [] });
  expect(resultFrom({ added: "2", skipped: "x.y_1.9_-1.0_201.0_<b>" })).toEqual({ added: 2, skipped: [] });
  expect(resultFrom({ skipped: "3.0" })).toBeNull();
});
