/** What is done for customers, in the language in which it is written down. */
export type Language = "fi" | "sv" | "nl";

type Talk = { title: string; body?: string };

export type WorkWords = {
  projects: string[];
  descriptions: string[];
  tasks: string[];
  sales: string[];
  /** Why a sale was lost. */
  lost: string[];
  todos: string[];
  calls: string[];
  meetings: string[];
  visits: string[];
  notes: Talk[];
  /** Where one meets when it is not at the customer's. */
  places: string[];
  /** Titles of private to-dos. */
  own: string[];
  contract: string;
  minutes: string;
  plan: string;
  photos: string;
  terms: string;
  keywords: string[];
  /** About a contact. */
  remarks: string[];
  attention: string;
  tags: string[];
  reference: string;
  block: string;
};

const list = (text: string) => text.split(",").map((item) => item.trim());

export const workWords: Record<Language, WorkWords> = {
  fi: {
    projects: list(
      `Ilmanvaihdon saneeraus, Kiinteistöhuollon käynnistys, Talvikunnossapito, LED-valaistuksen vaihto,
      Kulunvalvonnan uusinta, Siivouspalvelun laajennus, Piha-alueiden kunnostus, Energiakatselmus,
      Lämmönvaihtimien huolto, Vuosihuoltosopimus, Porraskäytävien maalaus, Sadevesijärjestelmän tarkastus`,
    ),
    descriptions: [
      "Työt tehdään arkisin klo 7–16. Asukastiedote jaetaan viikkoa ennen.",
      "Laskutus toteutuneen mukaan kuukausittain, erittely liitteenä.",
      "Yhteyshenkilö hyväksyy lisätyöt ennen aloitusta.",
    ],
    tasks: list(
      `Aloituspalaveri, Kohdekartoitus, Tarvikkeiden tilaus, Asukastiedotteen jakelu, Työvuorojen suunnittelu,
      Asennus, Käyttöönoton tarkastus, Luovutusasiakirjat, Laskutuksen tarkistus`,
    ),
    sales: list(
      `Huoltosopimuksen uusiminen, Valaistuksen vaihto, Siivouspalvelun laajennus, Päivystys ympäri vuorokauden,
      Energiakatselmus, Pihan talvihoito, Ilmanvaihdon nuohous, Kulunvalvontajärjestelmä, Puitesopimus`,
    ),
    lost: list("Hinta, Kilpailija tarjosi lyhyemmän toimitusajan, Hanke siirtyi ensi vuoteen, Tehdään omin voimin"),
    todos: list(
      `Lähetä tarjous, Tarkista laskutusosoite, Sovi kohdekäynti, Päivitä avainluettelo, Toimita turvallisuusohje,
      Pyydä lupa kattotöihin, Tarkista sopimuksen indeksikorotus, Tilaa nostokori, Lähetä raportti lämmönkulutuksesta`,
    ),
    calls: list("Soita tarjouksesta, Soita laskun viitteestä, Kysy palautetta viime käynnistä, Vahvista huoltoaika"),
    meetings: list(
      "Vuosipalaveri, Sopimusneuvottelu, Tarjouksen läpikäynti, Seurantapalaveri, Tutustuminen uuteen isännöitsijään",
    ),
    visits: list("Kohdekäynti, Takuutarkastus, Keittiön laitteiden katselmus, Kattokierros"),
    notes: [
      { title: "Hinnasta", body: "Nykyinen sopimus on heidän mielestään kallis. Haluavat vertailun ennen budjettia." },
      { title: "Pysäköinti", body: "Huoltoautolle on paikka takapihalla.\nPortin koodi kysytään vahtimestarilta." },
      { title: "Palaute siivouksesta", body: "Kiittivät uutta työnjohtajaa. Aulan ikkunat jäävät usein pesemättä." },
      { title: "Uusi laskutusviite", body: "Jatkossa viitteeksi kustannuspaikka ja tilaajan nimi." },
      { title: "Peruskorjaus tulossa", body: "Päätös tehdään kevätkokouksessa. Olemme mukana tarjouspyynnössä." },
    ],
    places: list("Teams, Pohjanrannan toimisto, Neuvotteluhuone Kuura"),
    own: list("Mieti oma tarjoushinta, Valmistaudu palkkakeskusteluun asiakkuudesta"),
    contract: "Palvelusopimus",
    minutes: "Palaverimuistio",
    plan: "Huoltosuunnitelma",
    photos: "Valokuvat kohteesta",
    terms: "Yleiset sopimusehdot",
    keywords: list("kesäjuhlat, hallitus, avainten haltija, tarjouspyynnöt, turvallisuus"),
    remarks: list(
      "Tavoittaa parhaiten aamuisin., Haluaa yhteenvedon sähköpostilla., Päättää yksin alle 5 000 euron töistä.",
    ),
    attention: "Ostoreskontra",
    tags: list("Päivystys, Referenssi, Vihreä sähkö, Avaimet meillä"),
    reference: "Kustannuspaikka",
    block: "Vanhoja laskuja maksamatta.",
  },
  sv: {
    projects: list(
      `Byte av ventilation, Uppstart av fastighetsskötsel, Vinterunderhåll, Byte till LED-belysning,
      Nytt passersystem, Utökad städning, Upprustning av gården, Energikartläggning, Service av värmeväxlare,
      Årligt serviceavtal, Målning av trapphus, Besiktning av dagvattensystem`,
    ),
    descriptions: [
      "Arbetet utförs vardagar kl. 7–16. De boende informeras en vecka innan.",
      "Faktureras löpande per månad med specifikation.",
      "Kontaktpersonen godkänner tilläggsarbeten innan de påbörjas.",
    ],
    tasks: list(
      `Startmöte, Kartläggning på plats, Beställning av material, Information till de boende, Bemanningsplan,
      Montering, Kontroll vid driftsättning, Överlämningsdokument, Kontroll av fakturering`,
    ),
    sales: list(
      `Förnyat serviceavtal, Byte av belysning, Utökad städning, Jour dygnet runt, Energikartläggning,
      Vinterskötsel av gården, Rensning av ventilation, Passersystem, Ramavtal`,
    ),
    lost: list("Priset, En konkurrent kunde leverera tidigare, Projektet sköts upp till nästa år, Görs i egen regi"),
    todos: list(
      `Skicka offert, Kontrollera fakturaadressen, Boka platsbesök, Uppdatera nyckellistan, Lämna säkerhetsinstruktion,
      Sök tillstånd för takarbete, Kontrollera indexhöjningen, Beställ skylift, Skicka rapport om värmeförbrukning`,
    ),
    calls: list("Ring om offerten, Ring om fakturareferensen, Fråga hur senaste besöket gick, Bekräfta servicetiden"),
    meetings: list(
      "Årsmöte med kunden, Avtalsförhandling, Genomgång av offert, Uppföljningsmöte, Möte med nya förvaltaren",
    ),
    visits: list("Platsbesök, Garantibesiktning, Genomgång av köksutrustning, Takrond"),
    notes: [
      { title: "Om priset", body: "De tycker att nuvarande avtal är dyrt. Vill ha en jämförelse före budgeten." },
      { title: "Parkering", body: "Servicebilen får stå på bakgården.\nPortkoden fås av vaktmästaren." },
      { title: "Synpunkter på städningen", body: "Nöjda med den nya arbetsledaren. Fönstren i entrén glöms ofta." },
      { title: "Ny fakturareferens", body: "Från och med nu kostnadsställe och beställarens namn." },
      { title: "Stambyte planeras", body: "Beslut tas på vårstämman. Vi får förfrågan." },
    ],
    places: list("Teams, Pohjanrantas kontor, Mötesrum Norrsken"),
    own: list("Räkna på eget pris, Förbered samtal om kunden"),
    contract: "Serviceavtal",
    minutes: "Mötesanteckningar",
    plan: "Skötselplan",
    photos: "Bilder från platsen",
    terms: "Allmänna villkor",
    keywords: list("sommarfest, styrelsen, nyckelansvarig, offertförfrågningar, säkerhet"),
    remarks: list("Nås bäst på morgonen., Vill ha en sammanfattning med e-post., Beslutar själv under 50 000 kronor."),
    attention: "Leverantörsreskontra",
    tags: list("Jour, Referens, Miljömärkt, Nycklar hos oss"),
    reference: "Kostnadsställe",
    block: "Gamla fakturor är obetalda.",
  },
  nl: {
    projects: list(
      `Vervanging luchtbehandeling, Opstart gebouwbeheer, Gladheidsbestrijding, Overstap op ledverlichting,
      Nieuwe toegangscontrole, Uitbreiding schoonmaak, Renovatie buitenterrein, Energiescan, Onderhoud warmtewisselaars,
      Jaarcontract onderhoud, Schilderwerk trappenhuis, Inspectie hemelwaterafvoer`,
    ),
    descriptions: [
      "Werk op werkdagen van 7 tot 16 uur. Bewoners krijgen een week vooraf bericht.",
      "Maandelijkse facturatie op nacalculatie, met specificatie.",
      "Meerwerk pas na akkoord van de contactpersoon.",
    ],
    tasks: list(
      `Startoverleg, Opname op locatie, Materiaal bestellen, Bewonersbrief, Planning ploegen, Montage,
      Controle bij oplevering, Opleverdossier, Controle facturatie`,
    ),
    sales: list(
      `Verlenging onderhoudscontract, Vervanging verlichting, Uitbreiding schoonmaak, Storingsdienst dag en nacht,
      Energiescan, Winteronderhoud terrein, Reiniging ventilatie, Toegangscontrole, Raamovereenkomst`,
    ),
    lost: list("De prijs, Een concurrent kon eerder leveren, Uitgesteld tot volgend jaar, Doen ze zelf"),
    todos: list(
      `Offerte versturen, Factuuradres controleren, Bezoek inplannen, Sleutellijst bijwerken,
      Veiligheidsinstructie aanleveren, Vergunning dakwerk aanvragen, Indexering nakijken, Hoogwerker reserveren,
      Verbruiksrapport sturen`,
    ),
    calls: list(
      "Bellen over de offerte, Bellen over de factuurreferentie, Vragen hoe het bezoek beviel, Afspraak bevestigen",
    ),
    meetings: list(
      "Jaargesprek, Contractbespreking, Offerte doornemen, Voortgangsoverleg, Kennismaking nieuwe beheerder",
    ),
    visits: list("Bezoek op locatie, Garantiecontrole, Schouw keukenapparatuur, Dakinspectie"),
    notes: [
      {
        title: "Over de prijs",
        body: "Ze vinden het huidige contract duur. Willen een vergelijking vóór de begroting.",
      },
      { title: "Parkeren", body: "De bus mag achter het gebouw staan.\nCode van de poort bij de conciërge." },
      {
        title: "Reactie op de schoonmaak",
        body: "Blij met de nieuwe voorvrouw. De ramen in de hal worden vaak vergeten.",
      },
      { title: "Nieuwe factuurreferentie", body: "Voortaan kostenplaats en naam van de besteller." },
      {
        title: "Renovatie op komst",
        body: "Besluit valt in de voorjaarsvergadering. Wij mogen een offerte uitbrengen.",
      },
    ],
    places: list("Teams, Kantoor Pohjanranta, Vergaderzaal Kievit"),
    own: list("Eigen prijs uitrekenen, Gesprek over de klant voorbereiden"),
    contract: "Onderhoudscontract",
    minutes: "Gespreksverslag",
    plan: "Onderhoudsplan",
    photos: "Foto’s van de locatie",
    terms: "Algemene voorwaarden",
    keywords: list("zomerborrel, bestuur, sleutelbeheer, offerteaanvragen, veiligheid"),
    remarks: list("’s Ochtends het best bereikbaar., Wil een samenvatting per e-mail., Beslist zelf tot 5.000 euro."),
    attention: "Crediteurenadministratie",
    tags: list("Storingsdienst, Referentie, Groene stroom, Sleutels bij ons"),
    reference: "Kostenplaats",
    block: "Er staan oude facturen open.",
  },
};
