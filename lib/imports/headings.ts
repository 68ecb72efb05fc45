import type { Viewer } from "@/lib/access/viewer";
import { type CustomField, type CustomName, customName } from "@/lib/custom-fields/rules";
import { type ExternalField, externalFields, externalFieldsFor } from "@/lib/customers/fields";
import { fold } from "@/lib/text";

/** Headings by field, the surest first: in the four languages, and as other systems and hand-made lists have them. */
const words = {
  number: `
    asiakasnumero, asiakasnro, asnro, asiakastunnus, asiakaskoodi, kundnummer, kundnr, kundkod, klantnummer,
    klantnr, klantcode, debiteurnummer, relatienummer, customer number, customer no, customer code,
    account number, numero, nro, nummer, nr, number, no, koodi, kod, code, tunnus, id`,
  name: `
    asiakkaan nimi, yrityksen nimi, yritysnimi, toiminimi, kundnamn, företagsnamn, bolagsnamn, klantnaam,
    bedrijfsnaam, organisatienaam, customer name, company name, account name, legal name, yritys, yhtiö, företag,
    bolag, bedrijf, company, organisaatio, organisation, organization, organisatie, firma, nimi, namn, naam, name,
    asiakas, kund, klant, customer, client, account`,
  kind: "asiakas on, asiakaslaji, kunden är, soort klant, kind of customer, kind",
  businessId: `
    y-tunnus, ly-tunnus, yritystunnus, organisaationumero, rekisterinumero, fo-nummer, organisationsnummer,
    orgnummer, orgnr, org no, registreringsnummer, företagets registreringsnummer, organisasjonsnummer,
    organisatienummer, kvk, kvk-nummer, kvk-numero, kvk number, handelsregisternummer, registratienummer,
    bedrijfsnummer, ondernemingsnummer, cvr, cvr-nummer, cvr-numero, cvr number, business id, organisation number,
    organization number, company registration number, registration number`,
  vatNumber: `
    alv-numero, alv-tunnus, alv-tunniste, arvonlisäverotunniste, vat-numero, vat-tunnus, momsregistreringsnummer,
    momsnummer, momsnr, vat-nummer, btw-nummer, btw-nr, btw-id, btw-identificatienummer, mva-nummer, vat number,
    vat no, vat id, vat, moms, btw, tax id, tax number`,
  companyForm: `
    yhtiömuoto, yritysmuoto, yhteisömuoto, företagsform, bolagsform, juridisk form, associationsform, selskapsform,
    organisasjonsform, rechtsvorm, ondernemingsvorm, legal form, company form, business form, form of company`,
  country: "maa, maakoodi, maatunnus, land, landskod, landkod, landcode, country, country code",
  language: "kieli, asiointikieli, språk, taal, language",
  email: `
    sähköposti, sähköpostiosoite, sposti, meili, e-post, epostadress, mejl, email, e-mail, e-mailadres,
    email address, mail`,
  phone: `
    puhelin, puhelinnumero, puhelinnro, puh, puhnro, vaihde, telefon, telefonnummer, tfn, telnr, växel, telefoon,
    telefoonnummer, phone, phone number, telephone, telephone number, tel, matkapuhelin, kännykkä, gsm, mobiili,
    mobil, mobilnummer, mobiel, mobiel nummer, mobile, mobile phone, cell phone`,
  website: `
    kotisivu, kotisivut, verkkosivu, verkkosivut, nettisivut, www-sivut, webbplats, hemsida, webbadress, website,
    web site, webpagina, homepage, web address, www, url, web`,
  description: `
    kuvaus, lisätiedot, lisätieto, huomautus, huomautukset, muistiinpanot, kommentit, beskrivning, anteckning,
    anteckningar, noteringar, kommentar, omschrijving, beschrijving, opmerking, opmerkingen, notities,
    description, notes, note, comments, remarks`,
  types: `
    asiakastyyppi, asiakastyypit, tyyppi, tyypit, kundtyp, kundtyper, typ, typer, klanttype, klanttypes,
    customer type, customer types, type, types, kategoria, kategori, categorie, category`,
  group: "asiakasryhmä, ryhmä, kundgrupp, grupp, klantgroep, groep, customer group, group",
  owner: `
    asiakasvastaava, vastuumyyjä, vastuuhenkilö, vastaava, myyjä, omistaja, kundansvarig, ansvarig, säljare,
    ägare, relatiebeheerder, accountmanager, verantwoordelijke, verkoper, eigenaar, account owner, owner,
    salesperson, sales rep, seller`,
  mainUnit: `
    pääyksikön numero, pääyksikkö, pääyksikön asiakasnumero, emoyhtiö, emoyhtiön numero, huvudenhetens nummer,
    huvudenhet, huvudenhetens kundnummer, moderbolag, nummer hoofdeenheid, hoofdeenheid, moederbedrijf,
    main unit number, main unit, parent number, parent account, parent`,
  street: `
    katuosoite, lähiosoite, käyntiosoite, postiosoite, jakeluosoite, osoite, katu, laskutusosoite, gatuadress,
    besöksadress, utdelningsadress, postadress, adress, gata, straat en huisnummer, straat, bezoekadres,
    postadres, adres, street address, street, address line 1, address 1, address`,
  postalCode: `
    postinumero, postinro, postinr, postnummer, postnr, postkod, postcode, postal code, zip, zip code, plz`,
  city: `
    postitoimipaikka, kaupunki, paikkakunta, toimipaikka, kunta, postort, ort, stad, kommun, plaats, woonplaats,
    vestigingsplaats, town or city, city, town, poststed, sted`,
  region: `
    alue, maakunta, lääni, osavaltio, län, landskap, provincie of regio, provincie, regio, region, state,
    province, county`,
  contactFirstName: "etunimi, förnamn, voornaam, first name, given name, forename",
  contactLastName: "sukunimi, efternamn, achternaam, familienaam, last name, surname, family name",
  contactName: `
    yhteyshenkilö, kontaktihenkilö, kontakti, kontaktperson, kontakt, contactpersoon, contact person, contact,
    koko nimi, full name`,
  contactTitle: `
    titteli, tehtävänimike, nimike, asema, titel, befattning, functie, functietitel, job title, title, position`,
  contactEmail: "",
  contactPhone: "",
  accountingId: `
    kirjanpitotunnus, kirjanpidon tunnus, ulkoinen tunnus, bokförings-id, externt id, boekhoud-id, extern id,
    accounting id, external id, erp id`,
  hubspotId: "hubspot-tunnus, hubspot-id, hubspot id, hubspot, hubspot record id, record id, hs_object_id",
};

type BuiltIn = keyof typeof words;

/** What a column of an import file can fill in: one of the product's own fields, or a custom one. */
export type ImportField = BuiltIn | CustomName;

const allFields = Object.keys(words) as BuiltIn[];
const isExternal = (field: BuiltIn): field is ExternalField => field in externalFields;

/** The product's own fields that a file can always fill in. */
export const importFields = allFields.filter((field) => !isExternal(field));

/** With those of the outside systems in use. */
export const importFieldsFor = (viewer: Viewer): BuiltIn[] => [...importFields, ...externalFieldsFor(viewer)];

const ofCustomer = `
  asiakkaan, asiakas, yrityksen, yritys, kundens, kund, företagets, företags, klant, bedrijfs, customer, company,
  account`;
const ofContact = `
  yhteyshenkilön, yhteyshenkilö, kontaktihenkilön, kontaktin, kontaktpersonens, kontaktpersons, kontaktperson,
  kontaktens, kontakt, contactpersoon, contact person, contacts, contact`;
const ofAddress = "pääkonttorin, huvudkontorets, hoofdkantoor, head office, billing, mailing, laskutus";

/**
 * Which field each column fills in. Case, accents and punctuation of a heading do not matter; a field is taken once, by
 * its surest heading. A bare e-mail or phone column belongs to the contact where the contact's columns, from the name
 * on, run right up to it; else to the customer. The name of a custom field, in any language, goes before all that.
 * @param fields the custom fields in use
 * @param offered the product's own fields that may be filled in
 */
export function guessMapping(
  head: string[],
  fields: readonly Pick<CustomField, "id" | "names">[] = [],
  offered: readonly BuiltIn[] = importFields,
): (ImportField | null)[] {
  const own = customMapping(head, fields);
  const columns = head.map((heading, at) =>
    own[at] ? [] : guessesFor(heading).filter(({ field }) => offered.includes(field)),
  );
  return assign(givenToContacts(columns, assign(columns))).map((field, at) => own[at] ?? field);
}

/** From the end, where exports have them: one may be called as a column of the product. */
function customMapping(head: string[], fields: readonly Pick<CustomField, "id" | "names">[]): (CustomName | null)[] {
  const mapping = head.map((): CustomName | null => null);
  for (const { id, names } of fields) {
    const keys = Object.values(names).map(keyOf);
    const column = head.findLastIndex(
      (heading, at) => mapping[at] === null && keys.includes(keyOf(heading.slice(0, 200))),
    );
    if (column >= 0) mapping[column] = customName(id);
  }
  return mapping;
}

type Guess = { field: BuiltIn; rank: number };

function assign(columns: Guess[][]) {
  const mapping = columns.map((): BuiltIn | null => null);
  const guesses = columns.flatMap((found, column) => found.map((guess) => ({ ...guess, column })));
  for (const { field, column } of guesses.sort((one, other) => one.rank - other.rank)) {
    if (mapping[column] === null && !mapping.includes(field)) mapping[column] = field;
  }
  return mapping;
}

const bare = { email: "contactEmail", phone: "contactPhone" } as const;

function givenToContacts(columns: Guess[][], mapping: (BuiltIn | null)[]) {
  let isAmongContact = false;
  return columns.map((guesses, column) => {
    const [surest] = guesses;
    if (isAmongContact && surest && isBare(surest)) return [{ field: bare[surest.field], rank: surest.rank }];
    const field = mapping[column] ?? "";
    isAmongContact = /^contact.*Name$/.test(field) || (isAmongContact && field.startsWith("contact"));
    return guesses;
  });
}

const rankOfCompound = 100;
/** "Name" beside "Company" is the contact's. */
const lastResort = 1000;

function isBare(guess: Guess): guess is Guess & { field: keyof typeof bare } {
  return guess.field in bare && guess.rank < rankOfCompound;
}

/** The guesses for one heading, the surest first; of "Nimi / Namn" the first half will do. */
function guessesFor(heading: string): Guess[] {
  dictionary ??= collectHeadings();
  const plain = heading.slice(0, 200).replace(/\([^)]*\)/g, "");
  const [half = ""] = plain.split("/");
  return dictionary.get(keyOf(plain)) ?? dictionary.get(keyOf(half)) ?? [];
}

const keyOf = (heading: string) => fold(heading).replace(/[^\p{L}\p{N}]+/gu, "");
const keysOf = (headings: string) => headings.split(",").map(keyOf);

let dictionary: Map<string, Guess[]> | undefined;

/** Plain words first; then compounds such as "Yrityksen puhelin", "Contact email" and "Voornaam contactpersoon". */
function collectHeadings() {
  const found = new Map<string, Guess[]>();
  const add = (key: string, field: BuiltIn, rank: number) => {
    if (key && !found.has(key)) found.set(key, [{ field, rank }]);
  };
  const addCompounds = (owners: string, field: BuiltIn, endings: string[]) => {
    for (const owner of keysOf(owners)) {
      for (const [rank, ending] of endings.entries()) {
        add(owner + ending, field, rankOfCompound + rank);
        add(ending + owner, field, rankOfCompound + rank);
      }
    }
  };

  const keys = (field: BuiltIn) => keysOf(words[field]);
  for (const field of allFields) for (const [rank, key] of keys(field).entries()) add(key, field, rank);

  const names = keysOf("nimi, namn, naam, name");
  for (const name of names) found.get(name)?.push({ field: "contactName", rank: lastResort });

  const ofPersons = new Map([
    ["contactName", names],
    ["contactEmail", keys("email")],
    ["contactPhone", keys("phone")],
  ]);
  for (const field of importFields) {
    if (field.startsWith("contact")) addCompounds(ofContact, field, ofPersons.get(field) ?? keys(field));
    else addCompounds(ofCustomer, field, keys(field));
  }
  for (const field of addressFields) addCompounds(ofAddress, field, keys(field));
  return found;
}

const addressFields = ["street", "postalCode", "city", "region", "country"] as const;
