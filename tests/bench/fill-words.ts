import { fiction } from "../../db/fiction.ts";

/** Where a customer of the bench lives, and in which of the four companies it is at home. */
type Market = "fi" | "sv" | "nl" | "nb";

type Words = {
  country: string;
  /** Halves of places: each start goes with each end. */
  starts: string[];
  ends: string[];
  trades: string[];
  forms: string[];
  firstNames: string[];
  /** Halves of surnames. */
  roots: string[];
  suffixes: string[];
};

const list = (text: string) => text.split(" ").map((word) => word.replaceAll("_", " "));

const finnish = {
  starts: list(
    "Hiiden Kuura Pihka Suo Lumi Tuuli Kivi Salo Halla Routa Vaahtera Äijän Öljy Koivu Hirvi Joki Saari Tyrsky Havu Kaarna Jäkälä Sammal Karhu Ilves Kurki Joutsen Varpu Pilvi Usva Myrsky Hopea Kulta Rauta Vaski Musta Valkea Sini Ruska Kielo Yö",
  ),
  ends: list("harju niemi lahti vuori mäki järvi koski salmi pelto korpi lampi kangas notko kallio suvanto ranta"),
  trades: list(
    "rakennus sähkö kiinteistöt kuljetus huolto metalli siivous LVI-asennus puutarha kone neuvonta tukku maalaus ohjelmistot kirjanpito konepaja hammaslääkärit lakipalvelut leipomo kattotyöt maansiirto lasitus painotalo jäähdytys hissit",
  ),
  firstNames: list(
    "Aino Eino Väinö Helmi Onni Päivi Jyrki Sirkka Tuomas Hilkka Pekka Kerttu Olavi Marjatta Ilmari Leena Arttu Säde Yrjö Tyyne Mikael Anneli Juhani Orvokki Aarne Ritva",
  ),
  roots: list(
    "Korpi Lehto Niitty Kuusi Mänty Haavi Ranta Suvi Talvi Koski Vuori Pelto Heikki Matti Pääty Jäske Äyrä Tuomi Laakso Oja",
  ),
  suffixes: list("nen la aho vaara virta kivi halme luoto salo ketola"),
};

const swedish = {
  starts: list(
    "Älv Hjortron Granris Norrsken Tjäder Lingon Vinter Morän Ekorr Sälg Åsrygg Öster Väster Björk Lind Asp Rönn Häger Uttrar Stork Järn Silver Kvarn Smed Prost Skepps Torn Ljung Måne Sol Regn Dimm Flod Källe Sten Mossa",
  ),
  ends: list("vik berg näs holm torp sund hult ås dal bäck fors hamn lund mark sjö strand"),
  trades: list(
    "Bygg El Fastigheter Åkeri Service Plåt Städ Rör Trädgård Verkstad Rådgivning Grossist Måleri Mjukvara Redovisning Mekaniska Tandvård Juristbyrå Bageri Tak Schakt Glas Tryckeri Kyla Hiss",
  ),
  firstNames: list(
    "Åke Märta Östen Ebba Linnéa Göran Sigrid Torsten Åsa Örjan Ingrid Viktor Maj-Britt Ove Astrid Björn Cecilia Håkan Elsa Fredrik Greta Nils Pär Saga Ulrika Ylva",
  ),
  roots: list(
    "Ek Berg Lind Öst Norr Vester Söder Björk Alm Asp Hag Sten Ström Sjö Lund Dahl Häll Ryd Wall Ång Falk Hed Kvarn Ny",
  ),
  suffixes: list("ström gren qvist lund man berg dal sten hjelm löf ö rud"),
};

const dutch = {
  starts: list(
    "Wilgen Eiken Zand Berken Duin Klaver Zwaan Linden Kastanje Molen Veen Grutto Reiger Meeuwen Heide Noorder Zuider Ooster Wester Vogel Boter Zilver Gouden Klein Groot Nieuw Oud Hoogen Laag Ploeg",
  ),
  ends: list("dijk hof burg veld meer kade wijk horst oord donk beek laan poort singel"),
  trades: list(
    "Bouw Elektro Vastgoed Transport Onderhoud Metaal Schoonmaak Installatie Tuinen Machines Advies Groothandel Schilders Software Administratie Techniek Tandartsen Advocaten Bakkerij Daken Grondwerken Glas Drukkerij Koeling Liften",
  ),
  firstNames: list(
    "Pieter Sanne Willem Femke Joris Liesbeth Maarten Noor Reinier Saskia Teun Ursula Vincent Wouter Yvonne Anouk Bram Carlijn Daan Eefje Floor Geert",
  ),
  roots: list(
    "van_der_Berken de_Wilgen van_Duin ter_Heide van_den_Molen Klaver Zwaan Reiger Vos van_Veen de_Groot van_Oord Linden Kramer Smits",
  ),
  suffixes: list("hof burg meer dijk sma stra man se horst beek"),
};

const norwegian = {
  starts: list(
    "Fjell Bjørk Ørne Sæter Gran Furu Elve Tinde Rype Måke Lyng Vinter Sommer Sol Nord Sør Øst Vest Høy Lav Kvit Svart Grå Blå Rød Havørn",
  ),
  ends: list("vik dal fjord nes haug lien ås rud stad bekk øya tangen"),
  trades: list(
    "Bygg Elektro Eiendom Transport Service Plate Renhold Rør Hage Verksted Rådgivning Engros Maler Programvare Regnskap Mekaniske Tannleger Advokat Bakeri Tak Graving Glass Trykkeri Kulde Heis",
  ),
  firstNames: list(
    "Bjørn Kåre Solveig Håkon Synnøve Øystein Åshild Sverre Ragnhild Torbjørn Ingebjørg Eirik Marte Sindre Tuva Jørgen Gro",
  ),
  roots: list("Haug Bjørk Sol Nord Øy Lille Stor Berg Tangen Dal Sand Moe Kvern Rød Strand"),
  suffixes: list("stad rud nes vik heim land seth bø lien"),
};

const words: Record<Market, Words> = {
  fi: { country: "FI", forms: list("Oy Oy Oy Oy Ky Oyj Tmi"), ...finnish },
  sv: { country: "SE", forms: list("AB AB AB AB HB KB"), ...swedish },
  nl: { country: "NL", forms: list("B.V. B.V. B.V. N.V. V.O.F."), ...dutch },
  nb: { country: "NO", forms: list("AS AS AS ASA"), ...norwegian },
};

const onsets = list(
  "Az Bro Cel Dre Evo Fyr Gno Hux Ilm Jov Kre Lum Myx Nea Ori Pla Qui Rys Sto Tva Umb Vel Wex Xan Yol Zen",
);
const middles = list("ba cri do fe ga hi jo ka le mo ny pa ri se tu va xo ze");
const codas = list("lon mir nex phor quis ra stan tek vio xa zon dian");

/** Text of everybody and everything the bench needs, always the same for the same seed. */
export function inventions(seed: number) {
  const invent = fiction(seed);
  const { between, chance, pick } = invent;
  /** Low places come up often, the last ones hardly ever, as words do. */
  const skewed = <T>(from: readonly T[]): T => {
    const picked = from[Math.floor(from.length * (between(0, 9_999) / 10_000) ** 1.7)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  };
  const place = ({ starts, ends }: Words) => skewed(starts) + skewed(ends);
  const coined = () => pick(onsets) + pick(middles) + pick(codas);

  function surname(market: Market): string {
    return skewed(words[market].roots) + skewed(words[market].suffixes);
  }

  /** Frequent, middling and rare words, in names from a dozen to some fifty signs. */
  function company(market: Market): string {
    const own = words[market];
    const start = chance(0.1) ? coined() : chance(0.25) ? surname(market) : place(own);
    const second = chance(0.3)
      ? ` & ${chance(0.5) ? surname(market) : place(own)}`
      : chance(0.3)
        ? ` ${place(own)}`
        : "";
    const trade = chance(0.85) ? ` ${skewed(own.trades)}` : "";
    return `${start}${second}${trade} ${pick(own.forms)}`;
  }

  return {
    ...invent,
    company,
    /** A little more than half in the first company. */
    market: (): Market => pick(["fi", "fi", "fi", "fi", "fi", "fi", "sv", "sv", "nl", "nl", "nb"] as const),
    person: (market: Market) => ({ firstName: skewed(words[market].firstNames), lastName: surname(market) }),
    country: (market: Market) => words[market].country,
  };
}
