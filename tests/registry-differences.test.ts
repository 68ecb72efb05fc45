import { describe, expect, test } from "vitest";
import { addressFrom, isSameAddress, type PlainAddress } from "@/lib/registry/addresses";
import { brreg } from "@/lib/registry/brreg";
import { tidiedName, tidiedTown } from "@/lib/registry/capitals";
import {
  type Compared,
  differingOf,
  isOffered,
  isWorthQueueing,
  plainValues,
  proposalsOf,
} from "@/lib/registry/differences";
import { prh } from "@/lib/registry/prh";
import type { Register, RegistryAddress, RegistryField, RegistryRecord } from "@/lib/registry/rules";

const customer: Compared = {
  name: "Hallavuoren Talotekniikka Oy",
  country: "FI",
  language: "fi",
  email: "info@hallavuori.example",
  website: "https://hallavuori.example",
  phone: "+358 40 0000001",
  industryCode: "43220",
  companyForm: "Oy",
  staff: null,
  businessStatus: null,
};
const office: PlainAddress = {
  attention: null,
  street: "Pajakuja 4 B 12",
  postalCode: "00510",
  city: "Helsinki",
  country: "FI",
};
const pajakuja: RegistryAddress = {
  attention: null,
  street: "Pajakuja 4 B 12",
  box: null,
  postalCode: "00510",
  towns: { fi: "HELSINKI", sv: "HELSINGFORS" },
  country: "FI",
};
const record: RegistryRecord = {
  businessId: "9100000-5",
  name: "Hallavuoren Talotekniikka Oy",
  formerNames: [],
  form: { fi: "Oy", sv: "Ab" },
  status: "active",
  statusOn: null,
  visiting: pajakuja,
  postal: null,
  email: null,
  phone: null,
  website: "hallavuori.example/",
  industryCode: "43220",
  staff: null,
  isVatRegistered: true,
};

type Given = { customer?: Partial<Compared>; office?: PlainAddress | null; record?: Partial<RegistryRecord> };

const compared = (given: Given, register: Register = prh) =>
  proposalsOf(
    { ...customer, ...given.customer },
    given.office === undefined ? office : given.office,
    { ...record, ...given.record },
    register,
  );

function proposal(field: RegistryField, given: Given, register?: Register) {
  const found = compared(given, register).find((one) => one.field === field);
  if (!found) throw new Error(`no proposal of ${field}`);
  return found;
}

function choicesOf(given: Given) {
  const name = proposal("name", given);
  return name.field === "name" ? name.choices.map(({ way, value }) => [way, value]) : [];
}

describe("capitals of a name", () => {
  test.each([
    ["NO", "NORDVIK OG SØNN AS", "Nordvik og Sønn AS"],
    ["NO", "HÅNDVERK I ÅLESUND ASA", "Håndverk i Ålesund ASA"],
    ["NO", "A. B. HANSEN-BERG DA", "A. B. Hansen-Berg DA"],
    ["NO", "J.P. O'CONNOR NUF", "J.P. O'Connor NUF"],
    ["NO", "NELL'S BYGG.NO AS", "Nell's Bygg.no AS"],
    ["NO", "24SEVEN REVISJON NORGE AS", "24SEVEN Revisjon Norge AS"],
    ["NO", "KPMG HOLDING II AS", "KPMG Holding II AS"],
    ["NO", "DA VINCI KAFÉ AS", "Da Vinci Kafé AS"],
    ["NO", "EKSEMPEL SVERIGE AB NUF", "Eksempel Sverige AB NUF"],
    ["NO", "FJORDBYGG (NORGE) AS", "Fjordbygg (Norge) AS"],
    ["NO", "KOMMUNENS EIENDOM KF", "Kommunens Eiendom KF"],
    ["SJ", "LONGYEAR BYGG AS", "Longyear Bygg AS"],
    ["FI", "ASUNTO OY HALLAVUOREN KUUSI", "Asunto Oy Hallavuoren Kuusi"],
    ["FI", "ÄÄNI JA ÖLJY OYJ", "Ääni ja Öljy Oyj"],
    ["FI", "KONE TESTINEN KY", "Kone Testinen Ky"],
    ["FI", "OY LVI-TESTI AB", "Oy LVI-Testi Ab"],
    ["AX", "ÅLANDS ELEKTRISKA ABP", "Ålands Elektriska Abp"],
    ["FI", "HALLAVUOREN PALLO RY", "Hallavuoren Pallo ry"],
  ])("%s %s", (country, registered, tidied) => {
    expect(tidiedName(registered, country)).toBe(tidied);
  });

  test.each([
    ["NO", "Nordvik AS"],
    ["NO", "iTECH Norge AS"],
    ["FI", "HKScan Oyj"],
    ["SE", "EXEMPEL AB"],
  ])("%s %s stays", (country, name) => {
    expect(tidiedName(name, country)).toBe(name);
  });

  test("a town has capitals only where it is not one business's own postcode", () => {
    expect(tidiedTown("JÄRVENPÄÄ", "FI")).toBe("Järvenpää");
    expect(tidiedTown("MO I RANA", "NO")).toBe("Mo i Rana");
    expect(tidiedTown("TESTIYHTIÖ GROUP", "FI")).toBe("TESTIYHTIÖ GROUP");
    expect(tidiedTown("903 25 UMEÅ", "NO")).toBe("903 25 UMEÅ");
    expect(tidiedTown("'S-HERTOGENBOSCH", "NL")).toBe("'S-HERTOGENBOSCH");
  });
});

describe("the name", () => {
  test("is the same whatever the spaces and the form of its letters", () => {
    expect(proposal("name", { record: { name: " Hallavuoren  Talotekniikka Oy " } })).toMatchObject({ state: "same" });
    const decomposed = "Ääni Oy".normalize("NFD");
    expect(proposal("name", { customer: { name: "Ääni Oy" }, record: { name: decomposed } }).state).toBe("same");
  });

  test("that differs is ticked, with the capitals tidied first", () => {
    const given = { record: { name: "TESTINEN OY" } };
    expect(proposal("name", given)).toMatchObject({ state: "differs", isTicked: true });
    expect(choicesOf(given)).toEqual([
      ["tidied", "Testinen Oy"],
      ["registered", "TESTINEN OY"],
    ]);
    // Where the form is not in capitals, the register keeps them, and so do we.
    expect(choicesOf({ record: { name: "TESTINEN Oy" } })).toEqual([
      ["registered", "TESTINEN Oy"],
      ["tidied", "Testinen Oy"],
    ]);
    expect(choicesOf({ record: { name: "Testinen Oy" } })).toEqual([["registered", "Testinen Oy"]]);
  });

  test("that differs in capitals alone is offered but not ticked", () => {
    const given = { record: { name: "HALLAVUOREN TALOTEKNIIKKA OY" } };
    expect(proposal("name", given)).toMatchObject({ state: "onlyCase", isTicked: false });
    expect(choicesOf(given)).toEqual([["registered", "HALLAVUOREN TALOTEKNIIKKA OY"]]);
    expect(isOffered(proposal("name", given))).toBe(true);
  });
});

describe("the address", () => {
  const box: RegistryAddress = {
    ...pajakuja,
    attention: "c/o Testinen",
    street: null,
    box: "226",
    postalCode: "00511",
  };

  test.each([
    ["other capitals and spaces", { street: "PAJAKUJA  4 b 12", city: "helsinki" }],
    ["the town in another of its languages", { city: "Helsingfors" }],
    ["the postcode with its country", { postalCode: "FI-00510" }],
    ["somebody's attention", { attention: "Maija" }],
    ["Åland for Finland", { country: "AX" }],
  ])("is the same with %s", (_, changed) => {
    expect(proposal("address", { office: { ...office, ...changed } }).state).toBe("same");
  });

  test.each([
    ["street", { street: "Pajakuja 4 B 13" }],
    ["postcode", { postalCode: "00520" }],
    ["town", { city: "Turku" }],
    ["country", { country: "SE" }],
  ])("differs by %s, as one thing", (_, changed) => {
    const found = proposal("address", { office: { ...office, ...changed } });
    expect(found).toMatchObject({ state: "differs", isTicked: true });
    expect(found).toMatchObject({ choices: [{ way: "visiting", address: office }] });
  });

  test("offers visiting and postal, and is the same where ours is either of them", () => {
    const both = { visiting: { ...pajakuja, street: "Satamatie 7" }, postal: box };
    expect(proposal("address", { record: both })).toMatchObject({
      choices: [{ way: "visiting" }, { way: "postal", address: { street: "PL 226", attention: "c/o Testinen" } }],
    });
    expect(proposal("address", { record: { visiting: box, postal: pajakuja } }).state).toBe("same");
    const ours = { ...office, street: "PB 226", postalCode: "00511" };
    expect(isSameAddress(ours, box)).toBe(true);
    expect(proposal("address", { office: null, record: { postal: pajakuja } })).toMatchObject({
      before: null,
      state: "differs",
      choices: [{ way: "visiting" }],
    });
  });

  test("speaks the customer's language", () => {
    expect(addressFrom(box, "sv")).toMatchObject({ street: "PB 226", city: "Helsingfors" });
    expect(addressFrom(box, "fi")).toMatchObject({ street: "PL 226", city: "Helsinki" });
    for (const other of ["en", null] as const) expect(addressFrom(box, other)).toMatchObject({ city: "Helsinki" });
    const forms = (["sv", "fi", null] as const).map((language) => plainValues({ country: "FI", language }, record));
    expect(forms.map(({ companyForm }) => companyForm)).toEqual(["Ab", "Oy", "Oy"]);
    const oslo = { ...box, street: "Testgata 1", postalCode: "0154", towns: { any: "OSLO" }, country: "NO" };
    expect(addressFrom(oslo, "sv")).toMatchObject({ street: "Testgata 1, Postboks 226", city: "Oslo" });
  });

  test("that the register does not have cannot be taken", () => {
    const found = proposal("address", { record: { visiting: null } });
    expect(found).toMatchObject({ state: "empty", isTicked: false, choices: [] });
    expect(isOffered(found)).toBe(false);
  });
});

describe("the other fields", () => {
  test.each<[RegistryField, Partial<Compared>, Partial<RegistryRecord>]>([
    ["website", { website: "http://www.firm.example/" }, { website: "www.firm.example" }],
    ["email", { email: "info@firm.example" }, { email: "INFO@firm.example" }],
    ["phone", { country: "NO", phone: "75 00 75 09" }, { phone: "+4775007509" }],
    ["companyForm", { companyForm: "OY" }, { form: { fi: "Oy" } }],
    ["staff", { staff: 12 }, { staff: 12 }],
    ["businessStatus", { businessStatus: "bankrupt" }, { status: "bankrupt" }],
  ])("%s is the same however it is written", (field, ours, theirs) => {
    expect(proposal(field, { customer: ours, record: theirs }, brreg).state).toBe("same");
  });

  test("what is proposed is ticked, what is only offered is not", () => {
    const theirs = {
      email: "post@other.example",
      website: "https://other.example",
      phone: "+4775007509",
      industryCode: "62100",
      form: { any: "AS" },
      staff: 0,
    };
    const found = compared({ customer: { country: "NO" }, record: theirs }, brreg);
    const ticked = found.filter(({ isTicked }) => isTicked).map(({ field }) => field);
    expect(ticked).toEqual(["email", "website"]);
    expect(differingOf(found)).toEqual([
      "email",
      "website",
      "phone",
      "industryCode",
      "companyForm",
      "staff",
      "businessStatus",
    ]);
    expect(found.find(({ field }) => field === "phone")).toMatchObject({ value: "+47 75 00 75 09" });
  });

  test("never given, without any there, and the same nothing are three things", () => {
    expect(proposal("email", {}).state).toBe("notProvided");
    expect(proposal("email", { customer: { country: "NO" } }, brreg).state).toBe("empty");
    expect(proposal("email", { customer: { country: "NO", email: null } }, brreg).state).toBe("same");
    expect(isOffered(proposal("email", {}))).toBe(false);
    expect(isOffered(proposal("email", { customer: { country: "NO" } }, brreg))).toBe(true);
  });

  test.each(["restructuring", "liquidation", "bankrupt", "ceased", "removed"] as const)(
    "nothing is ticked of a business that is %s",
    (status) => {
      const found = compared({ record: { name: "Toinen Oy", website: "toinen.example", status } });
      expect(found.some(({ isTicked }) => isTicked)).toBe(false);
      expect(differingOf(found)).toContain("businessStatus");
    },
  );

  test("of a business that was removed nothing is said to be empty", () => {
    const nothing = { name: null, visiting: null, website: null, industryCode: null, form: {} };
    const found = compared({ record: { ...nothing, status: "removed" } });
    expect(found.filter(isOffered).map(({ field }) => field)).toEqual(["businessStatus"]);
  });
});

describe("what is worth somebody's time", () => {
  const worth = (given: Given, last: Parameters<typeof isWorthQueueing>[2] = null) =>
    isWorthQueueing(compared(given), { ...record, ...given.record }, last);
  const renamed = { name: "Toinen Oy" };

  test("something proposed, or the status", () => {
    expect(worth({ record: renamed })).toBe(true);
    expect(worth({ record: { status: "bankrupt" } })).toBe(true);
    expect(worth({ customer: { businessStatus: "bankrupt" } })).toBe(true);
  });

  test("not what is only offered, only capitals, empty, or that all is well", () => {
    expect(worth({})).toBe(false);
    expect(worth({ record: { industryCode: "62100", website: null, name: record.name?.toUpperCase() ?? "" } })).toBe(
      false,
    );
  });

  test("not once more what was left", () => {
    const left = { record: { ...record, ...renamed }, differing: ["name"] };
    expect(worth({ record: renamed }, left)).toBe(false);
    expect(worth({ record: { name: "Kolmas Oy" } }, left)).toBe(true);
    expect(worth({ record: { ...renamed, website: "toinen.example" } }, left)).toBe(true);
    // It did not differ then: ours has changed since.
    expect(worth({ record: renamed }, { ...left, differing: [] })).toBe(true);
  });
});
