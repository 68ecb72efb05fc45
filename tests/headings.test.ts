import { expect, test } from "vitest";
import { guessMapping, importFields } from "@/lib/imports/headings";
import { hostileTexts, timeOf } from "./fixtures/hostile";

test("the headings of a Finnish list are understood, and the contact's e-mail goes to the contact", () => {
  const head =
    "Asiakasnumero;Nimi;Y-tunnus;Maa;Katuosoite;Postinumero;Postitoimipaikka;Etunimi;Sukunimi;Sähköposti;Puhelin";
  expect(guessMapping(head.split(";"))).toEqual([
    ...["number", "name", "businessId", "country", "street", "postalCode", "city"],
    ...["contactFirstName", "contactLastName", "contactEmail", "contactPhone"],
  ]);
});

test("the headings of another system are understood, and a phone after the address is the customer's", () => {
  const head = "customerID,companyName,contactName,contactTitle,address,city,region,postalCode,country,phone,fax";
  expect(guessMapping(head.split(","))).toEqual([
    ...["number", "name", "contactName", "contactTitle", "street", "city", "region", "postalCode", "country", "phone"],
    null,
  ]);
});

test.each([
  ["Yritys; Puhelin; YHTEYSHENKILÖ; Puh.; s-posti", "name phone contactName contactPhone contactEmail"],
  ["Kundnr; Företag; Org.nr; Kundansvarig; Kundgrupp", "number name businessId owner group"],
  ["Klantnaam *; KvK-nummer; E-mail contactpersoon; E-mail", "name businessId contactEmail email"],
  ["Yrityksen puhelin; Vastuumyyjä; Postinro; Kaupunki", "phone owner postalCode city"],
  ["Nimi / Namn; Business ID (Finland); VAT no.; www", "name businessId vatNumber website"],
  ["Company; Name; Job title; E-mail", "name contactName contactTitle contactEmail"],
  ["Billing street; Billing city; Customer phone", "street city phone"],
])("%s", (head, fields) => {
  expect(guessMapping(head.split(";"))).toEqual(fields.split(" "));
});

test("a field is taken once, and an unknown heading is left out", () => {
  expect(guessMapping(["Nimi", "Asiakkaan nimi", "", "#", "Horoskooppi", "constructor"])).toEqual([
    ...["contactName", "name", null, null, null, null],
  ]);
  const all = guessMapping([...importFields, ...importFields]);
  expect(all.slice(0, importFields.length)).toEqual(importFields);
});

test("hostile headings cost next to nothing", () => {
  guessMapping(["Nimi"]);
  expect(timeOf(() => guessMapping(hostileTexts))).toBeLessThan(50);
});
