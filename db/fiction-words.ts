/** Kinds of customers, each with its own way of being named. */
export type Line = "key" | "housing" | "trade" | "public" | "partner";

/** Where a customer lives and in which language: "fs" is Swedish-speaking Finland with Åland, "nb" Norway. */
export type Market = "fi" | "fs" | "sv" | "nl" | "nb";

export type Words = {
  country: string;
  language: "fi" | "sv" | "nl" | "en";
  /** First halves of places that are on no map. */
  placeStarts: string[];
  /** Second halves: as it is and, after a slash, its genitive. */
  placeEnds: string[];
  firstNames: string[];
  lastNames: string[];
  streets: string[];
  /** What may follow the number of the house. */
  flats: string[];
  /** Real pairs: postcode|town, and the country where it is not the market's. */
  towns: string[];
  /** {place}, {of} its genitive, {name} a surname, {gem} a pretty word. Names without a gap come first, once. */
  companies: Record<Line, string[]>;
  gems: string[];
  titles: string[];
  managerTitle: string;
  /** Net names of the firms whose managers look after several houses. */
  agencies: string[];
  notes: string[];
  /** Why a customer was archived. */
  farewells: string[];
  /** Why a colleague stands in for a while. */
  covers: string[];
};

const list = (text: string) => text.split(",").map((item) => item.trim());

const swedish = {
  flats: [" A", " B", " lgh 1102"],
  placeStarts: list("Älvdans, Hjortron, Granris, Norrsken, Tjäder, Lingon, Vinter, Morän, Ekorr, Sälg, Åsrygg, Ösjö"),
  placeEnds: list("vik/viks, berg/bergs, näs/näs, holm/holms, torp/torps, sund/sunds, hult/hults, ås/ås"),
  firstNames: list(
    "Åke, Märta, Östen, Ebba, Linnéa, Göran, Sigrid, Torsten, Åsa, Örjan, Ingrid, Viktor, Maj-Britt, Ove",
  ),
  lastNames: list(
    "Norrskogh, Lingonhed, Ekorrstig, Öståker, Ängsmark, Vinterblad, Åkerhjälte, Tallkvist, Björnrot, Fjällsippa",
  ),
  gems: list("Solrosen, Äppelträdet, Fyren, Näktergalen, Blåklinten, Kaptenen, Ängsullen, Lyktan, Trädgården, Örnen"),
  titles: list("Fastighetschef, Inköpschef, Ekonomichef, Driftschef, Kontorschef, Teknisk chef, Fakturakontakt"),
  managerTitle: "Förvaltare",
  agencies: list("forvaltning-salgvik, husvard-granas"),
  notes: [
    "Nycklarna hämtas hos vaktmästaren före varje besök.",
    "Fakturor skickas elektroniskt, en samlingsfaktura per månad.\nReferens: kostnadsställe och beställarens namn.",
    "Ramavtal till årets slut. Priserna ses över i oktober.",
    "Vill bli uppringd, läser sällan e-post.",
    "Porten är bred nog för en skåpbil, men inte för en lastbil. Lossa på gården.",
  ],
  farewells: list("Verksamheten har upphört, Avtalet sades upp, Uppköpt av en annan kund"),
  covers: list("Vikariat under föräldraledigheten, Semestervikariat, Hjälper till under renoveringen"),
};

export const words: Record<Market, Words> = {
  fi: {
    country: "FI",
    flats: [" A", " B 12", " as. 3"],
    language: "fi",
    placeStarts: list(
      "Havu, Kuura, Halla, Pihka, Suopursu, Tuuli, Routa, Äijö, Öljy, Tyrsky, Ruska, Sammal, Kaste, Utu, Ilves, Kaarna",
    ),
    placeEnds: list(
      `mäki/mäen, lampi/lammen, niitty/niityn, kangas/kankaan, harju/harjun, lahti/lahden, notko/notkon, vuori/vuoren,
      ranta/rannan, koski/kosken, suo/suon, neva/nevan, niemi/niemen`,
    ),
    firstNames: list(
      "Eero, Helmi, Onni, Sirkka, Väinö, Päivi, Jyrki, Hannele, Ilmari, Kaarlo, Anna-Liisa, Tyyne, Sampo, Äiju, Pirkko",
    ),
    lastNames: list(
      `Äijälänsuo, Kuuralehto, Testinen, Tuulihaka, Hallasuo, Mallikas, Öljynen, Routavaara, Väärämäki, Kaarnakoski,
      Yli-Pihkala, Utuvuori`,
    ),
    streets: list(
      "Pajakuja, Koivupolku, Satamatie, Teollisuuskatu, Asemakatu, Mestarintie, Myllytie, Rantapolku, Äestäjäntie",
    ),
    towns: list(
      `00510|Helsinki, 00100|Helsinki, 02100|Espoo, 01300|Vantaa, 20100|Turku, 33100|Tampere, 90100|Oulu,
      40100|Jyväskylä, 70100|Kuopio, 15110|Lahti, 65100|Vaasa, 28100|Pori, 53100|Lappeenranta, 80100|Joensuu,
      13100|Hämeenlinna, 60100|Seinäjoki, 96100|Rovaniemi, 48100|Kotka, 50100|Mikkeli, 08100|Lohja`,
    ),
    companies: {
      key: list(
        `Suomen Teollisuuskiinteistöjen Kunnossapitoyhtymä Oyj, {of} Voima Oyj, {of} Satama Oy, Osuuskauppa {place},
        {of} Teollisuuspuisto Oy, {of} Logistiikkakeskus Oy, {place}-yhtiöt Oyj, {of} Kiinteistösijoitus Oy`,
      ),
      housing: list(
        `Asunto-osakeyhtiö Lintulahdenkallionpolku, Kiinteistö Oy Äijönsuon Öljysatama, Asunto Oy {of} {gem},
        Asunto Oy {of} {gem}, Asunto Oy {of} {gem}, Kiinteistö Oy {of} {gem}, {of} Isännöinti Oy,
        Kiinteistöhuolto {place} Oy, Asunto-osakeyhtiö {of}polku, Asumisoikeusyhdistys {place}, {of} Vuokratalot Oy`,
      ),
      trade: list(
        `Öljytuote Äijönkangas Oy, {of} Konepaja Oy, {place}metalli Oy, {of} Kaukolämpö Oy, {of} Saha Oy, {of} Paperi Oy,
        Rakennusliike {name} Oy, {of} Elintarvike Oy, {of} Tuulivoima Oy, Kuljetusliike {name} Ky, {of} Kylmävarasto Oy`,
      ),
      public: list(
        `Peräkankaan sosiaali- ja terveydenhuollon kuntayhtymä, {of} kunta, {of} kaupunki, {of} hyvinvointialue,
        {of} koulutuskuntayhtymä, {of} seurakuntayhtymä, {of} Vesi, {of} kirjastosäätiö, {of} ammattiopisto`,
      ),
      partner: list(
        `Sähköasennus {name} Oy, Maalausliike {name} Ky, {of} Rakennussiivous Oy, Nosturipalvelu {name} Oy,
        Lukkopalvelu {name} Oy, {of} Putkityöt Oy, Tmi {name}, {of} Hissihuolto Oy`,
      ),
    },
    gems: list(
      "Kaarna, Helmi, Portti, Sointu, Tähti, Pihlaja, Aurinko, Lyhty, Kanerva, Majakka, Sinisiipi, Äänekello, Ölkkä",
    ),
    titles: list(
      `Kiinteistöpäällikkö, Hankintapäällikkö, Talouspäällikkö, Kunnossapitopäällikkö, Toimistopäällikkö,
      Tekninen johtaja, Laskutuksen yhteyshenkilö`,
    ),
    managerTitle: "Isännöitsijä",
    agencies: list("havukankaan-isannointi, isannointi-utulampi"),
    notes: [
      "Avaimet noudetaan vahtimestarilta ennen jokaista käyntiä.",
      "Laskut verkkolaskuina, koontilasku kuukausittain.\nViite: kustannuspaikka ja tilaajan nimi.",
      "Puitesopimus vuoden loppuun. Hinnat tarkistetaan lokakuussa.",
      "Soittaa mieluummin kuin kirjoittaa.",
      "Pihaan mahtuu pakettiauto, kuorma-auto ei. Purku sisäpihalta.",
    ],
    farewells: list("Toiminta päättynyt, Sopimus irtisanottu, Yhdistynyt toiseen asiakkaaseen"),
    covers: list("Perhevapaan sijaisuus, Loman sijaisuus, Tukena peruskorjauksen ajan"),
  },
  fs: {
    ...swedish,
    country: "FI",
    language: "sv",
    flats: [" A", " B 12"],
    streets: list("Strandvägen, Skolgatan, Kyrkogatan, Hamngatan, Stationsvägen, Åbrinken"),
    towns: list(
      "68600|Jakobstad, 06100|Borgå, 10600|Raseborg, 65100|Vasa, 22100|Mariehamn|AX, 21600|Pargas, 67100|Karleby",
    ),
    companies: {
      key: list("Ab {of} Energi Oy, Andelslaget {place}, Ab {of} Hamn Oy"),
      housing: list(
        "Bostads Ab {place} {gem}, Bostads Ab {place} {gem}, Ab {of} Fastighetsservice Oy, Fastighets Ab {place}",
      ),
      trade: list("Ab {of} Mekaniska Oy, Åkeri {name} Kb, Byggtjänst {name} Ab, Ab {of} Trävaror Oy"),
      public: list("{of} kommun, {of} stad, {of} församling, {of} folkhögskola"),
      partner: list("Elinstallation {name} Ab, Målerifirma {name}, Ab {of} Rör Oy, Låsservice {name} Ab"),
    },
  },
  sv: {
    ...swedish,
    country: "SE",
    language: "sv",
    streets: list("Storgatan, Skolgatan, Kyrkogatan, Järnvägsgatan, Åvägen, Östra Hamngatan, Bruksvägen"),
    towns: list(
      `111 20|Stockholm, 411 03|Göteborg, 211 20|Malmö, 753 20|Uppsala, 702 10|Örebro, 903 25|Umeå, 582 22|Linköping,
      722 11|Västerås, 553 16|Jönköping, 852 31|Sundsvall, 972 31|Luleå, 352 30|Växjö, 831 31|Östersund, 803 20|Gävle`,
    ),
    companies: {
      key: list(
        "{of} Kraft AB, {of} Hamn AB, {of} Stål AB, {of} Bostäder AB, Skogsägarna {place} ek. för., {of} Logistik AB",
      ),
      housing: list(
        `Bostadsrättsföreningen Östergårdens Ängsblommor, Brf {gem} i {place}, Brf {gem} i {place}, Brf {gem} i {place},
        {place} Fastigheter AB, Hyreshus i {place} AB, Fastighetsbolaget {name} KB, Samfälligheten {place}`,
      ),
      trade: list(
        `Åsryggens Ångtvätt och Öststädservice AB, {place} Bygg AB, {of} Plåt och Tak AB, {place} El och VVS AB,
        Målerifirman {name} AB, Rör i {place} HB, {name} Entreprenad AB, {of} Ställningar AB, Snickeri {name} AB`,
      ),
      public: list(
        `Östra Åsryggens räddningstjänstförbund, {of} kommun, Region {place}, {of} gymnasieförbund, {of} församling,
        {of} folkbibliotek, {of} Vatten och Avfall AB, Stiftelsen {of} museum`,
      ),
      partner: list("{of} Städ AB, Hisservice {name} AB, {name} Lås och Larm AB, {place} Markarbeten AB"),
    },
  },
  nl: {
    country: "NL",
    language: "nl",
    placeStarts: list(
      "Tulp, Weide, Zilver, Riet, Kievits, Meeuwen, Wilgen, Klaver, Linden, Zwaluw, IJs, Reiger, Klompen, Kersen",
    ),
    placeEnds: list("zicht/zichtse, wiek/wiekse, gaarde/gaardse, rak/rakse, stein/steinse, oord/oordse, zoom/zoomse"),
    firstNames: list(
      "Sanne, Joost, Fleur, Daan, Marijke, Bram, Liesbeth, Sjoerd, Renée, Hendrik-Jan, Anneke, Thijs, Floor",
    ),
    lastNames: list(
      `van der Schelpenduin, de Fictie, van den Wilgenrak, 't Zilverduin, IJzerveld, van Weidezicht, Kievitsma,
      ter Grachtkade, op den Dijkzoom, Rietkraag, van 't Klaverland, Zwaluwstra`,
    ),
    flats: ["-A", "-II", "-hs"],
    streets: list("Molenkade, IJskade, Sluisweg, 's-Gravendijk, Prinses Fictiviastraat, Tulpenlaan, Oude Veerweg"),
    towns: list(
      `1012 LG|Amsterdam, 3011 AD|Rotterdam, 2511 BT|Den Haag, 3511 EP|Utrecht, 5611 AZ|Eindhoven,
      5211 JX|'s-Hertogenbosch, 2311 GJ|Leiden, 2611 GX|Delft, 2011 RD|Haarlem, 3811 HG|Amersfoort, 3311 GV|Dordrecht,
      1975 AB|IJmuiden, 2801 JV|Gouda`,
    ),
    companies: {
      key: list("{place} Vastgoed N.V., {place} Havenbedrijf N.V., {place} Energie N.V., Coöperatie {place} U.A."),
      housing: list("Vereniging van Eigenaars {place}, Woningstichting {place}, Vastgoedbeheer {name} B.V."),
      trade: list(
        `'s-Gravendijkse Glas- en Schilderwerken B.V., IJzerwarenhandel Van der Zilverduin & Zonen V.O.F.,
        't Huys aan de Weidevogelgracht B.V., Installatiebedrijf {name} B.V., {place} Techniek B.V., Bakkerij {name},
        Bouwbedrijf {name} B.V., {place} Logistiek B.V., Garage {place} V.O.F., {of} Groothandel B.V.,
        Kwekerij {place} B.V., {place} Software B.V., Drukkerij {name} B.V.`,
      ),
      public: list(
        `Stichting Samenwerkende Woonzorgcentra Zilverduin-Kievitsoord, Stichting Zorggroep {place}, Basisschool {place},
        Huisartsenpraktijk {place}, Woonzorgcentrum {place}, Tandartspraktijk {name}, {of} Scholengemeenschap,
        Thuiszorg {place} B.V., Kinderopvang {place}`,
      ),
      partner: list(
        "Schoonmaakbedrijf {name} B.V., {place} Liften B.V., Loodgietersbedrijf {name}, Glaswasserij {place}",
      ),
    },
    gems: [],
    titles: list("Facilitair manager, Hoofd inkoop, Boekhouder, Bedrijfsleider, Officemanager, Hoofd techniek"),
    managerTitle: "Beheerder",
    agencies: ["beheer-lindenrak"],
    notes: [
      "Sleutels ophalen bij de conciërge, vóór elk bezoek.",
      "Facturen digitaal, één verzamelfactuur per maand.\nReferentie: kostenplaats en naam van de besteller.",
      "Raamovereenkomst tot het einde van het jaar. Prijzen in oktober herzien.",
      "Belt liever dan dat er gemaild wordt.",
      "De poort is breed genoeg voor een bestelbus, niet voor een vrachtwagen.",
    ],
    farewells: list("Bedrijf beëindigd, Contract opgezegd, Overgenomen door een andere klant"),
    covers: list("Vervanging tijdens het verlof, Vakantievervanging, Hulp tijdens de renovatie"),
  },
  nb: {
    country: "NO",
    language: "en",
    placeStarts: list("Fjordglød, Nordvarde, Rimfrost, Smørblom, Tiriltun, Ørne, Åne, Bølgetopp"),
    placeEnds: list("dal/dal, vik/vik, eid/eid"),
    firstNames: list("Åse, Øystein, Kari, Bjørn, Ragnhild, Ådne"),
    lastNames: list("Eksempelsen, Prøveland, Øvregård, Ådnøy, Rimfrostli"),
    flats: [" A", " B"],
    streets: list("Havnegata, Verkstedveien, Tunveien, Bryggekaien"),
    towns: list("0150|Oslo, 5003|Bergen, 7010|Trondheim, 4006|Stavanger, 9008|Tromsø"),
    companies: {
      key: list("{place} Rederi ASA"),
      housing: list("{place} Borettslag"),
      trade: list("{place} Verksted AS, {place} Bygg AS, {place} Elektro AS, {place} Sjømat AS"),
      public: list("{place} kommune"),
      partner: list("{place} Renhold AS"),
    },
    gems: [],
    titles: list("Daglig leder, Innkjøpssjef, Driftsleder"),
    managerTitle: "Driftsleder",
    agencies: ["tiriltun-forvaltning"],
    notes: ["Orders by e-mail only, in English or Norwegian."],
    farewells: ["Out of business"],
    covers: ["Parental leave"],
  },
};
