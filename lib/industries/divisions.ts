import type { Locale } from "@/lib/access/viewer";

/** The divisions of NACE Rev. 2.1 in short words of our own: code, Finnish, Swedish, Dutch, English. */
const table = `
01|Maatalous ja riistatalous|Jordbruk och jakt|Landbouw en jacht|Crop and animal production, hunting
02|Metsätalous ja puunkorjuu|Skogsbruk|Bosbouw|Forestry and logging
03|Kalastus ja vesiviljely|Fiske och vattenbruk|Visserij en aquacultuur|Fishing and aquaculture
05|Kivihiilen ja ruskohiilen kaivu|Kolutvinning|Winning van steenkool en bruinkool|Mining of coal and lignite
06|Raakaöljyn ja maakaasun tuotanto|Utvinning av råolja och naturgas|Winning van aardolie en aardgas|Extraction of crude petroleum and natural gas
07|Metallimalmien louhinta|Utvinning av metallmalmer|Winning van metaalertsen|Mining of metal ores
08|Muu kaivostoiminta ja louhinta|Annan utvinning av mineral|Overige winning van delfstoffen|Other mining and quarrying
09|Kaivostoimintaa palveleva toiminta|Stödtjänster till utvinning|Dienstverlening voor de winning van delfstoffen|Mining support services
10|Elintarvikkeiden valmistus|Livsmedelsframställning|Vervaardiging van voedingsmiddelen|Manufacture of food products
11|Juomien valmistus|Framställning av drycker|Vervaardiging van dranken|Manufacture of beverages
12|Tupakkatuotteiden valmistus|Tobaksvarutillverkning|Vervaardiging van tabaksproducten|Manufacture of tobacco products
13|Tekstiilien valmistus|Textilvarutillverkning|Vervaardiging van textiel|Manufacture of textiles
14|Vaatteiden valmistus|Tillverkning av kläder|Vervaardiging van kleding|Manufacture of clothing
15|Nahan ja nahkatuotteiden valmistus|Tillverkning av läder och lädervaror|Vervaardiging van leer en lederwaren|Manufacture of leather and leather products
16|Puutavaran ja puutuotteiden valmistus|Tillverkning av trä och trävaror|Houtindustrie|Manufacture of wood and wood products
17|Paperin ja kartongin valmistus|Pappers- och pappersvarutillverkning|Papierindustrie|Manufacture of paper and paper products
18|Painaminen ja tallenteiden jäljentäminen|Grafisk produktion|Drukkerijen en reproductie van opgenomen media|Printing and reproduction of recorded media
19|Koksin ja öljytuotteiden valmistus|Tillverkning av koks och petroleumprodukter|Vervaardiging van cokes en aardolieproducten|Manufacture of coke and refined petroleum
20|Kemikaalien valmistus|Tillverkning av kemikalier|Chemische industrie|Manufacture of chemicals
21|Lääkkeiden valmistus|Tillverkning av läkemedel|Farmaceutische industrie|Manufacture of pharmaceuticals
22|Kumi- ja muovituotteiden valmistus|Tillverkning av gummi- och plastvaror|Rubber- en kunststofindustrie|Manufacture of rubber and plastic products
23|Lasin, betonin ja kivituotteiden valmistus|Tillverkning av glas, betong och stenvaror|Vervaardiging van glas, beton en steen|Manufacture of glass, concrete and stone products
24|Metallien jalostus|Stål- och metallframställning|Basismetaalindustrie|Manufacture of basic metals
25|Metallituotteiden valmistus|Tillverkning av metallvaror|Metaalproductenindustrie|Manufacture of fabricated metal products
26|Elektroniikan ja optisten tuotteiden valmistus|Tillverkning av elektronik och optik|Vervaardiging van elektronica en optiek|Manufacture of electronics and optics
27|Sähkölaitteiden valmistus|Tillverkning av elapparatur|Vervaardiging van elektrische apparatuur|Manufacture of electrical equipment
28|Koneiden ja laitteiden valmistus|Tillverkning av maskiner|Machine-industrie|Manufacture of machinery and equipment
29|Moottoriajoneuvojen valmistus|Tillverkning av motorfordon|Auto-industrie|Manufacture of motor vehicles
30|Muiden kulkuneuvojen valmistus|Tillverkning av andra transportmedel|Vervaardiging van overige transportmiddelen|Manufacture of other transport equipment
31|Huonekalujen valmistus|Tillverkning av möbler|Vervaardiging van meubels|Manufacture of furniture
32|Muu valmistus|Annan tillverkning|Overige industrie|Other manufacturing
33|Koneiden korjaus, huolto ja asennus|Reparation, underhåll och installation av maskiner|Reparatie, onderhoud en installatie van machines|Repair, maintenance and installation of machinery
35|Sähkö-, kaasu- ja lämpöhuolto|Försörjning av el, gas och värme|Elektriciteit, gas en warmte|Electricity, gas and heat supply
36|Veden otto, puhdistus ja jakelu|Vattenförsörjning|Waterwinning en -distributie|Water collection, treatment and supply
37|Viemäri- ja jätevesihuolto|Avloppsrening|Afvalwaterinzameling en -behandeling|Sewerage
38|Jätehuolto ja kierrätys|Avfallshantering och återvinning|Afvalbeheer en recycling|Waste management and recycling
39|Maaperän ja vesistöjen kunnostus|Sanering|Sanering|Remediation
41|Talonrakentaminen|Byggande av hus|Bouw van gebouwen|Construction of buildings
42|Maa- ja vesirakentaminen|Anläggningsarbeten|Grond-, water- en wegenbouw|Civil engineering
43|Erikoistunut rakennustoiminta|Specialiserad byggverksamhet|Gespecialiseerde bouw|Specialised construction
46|Tukkukauppa|Partihandel|Groothandel|Wholesale trade
47|Vähittäiskauppa|Detaljhandel|Detailhandel|Retail trade
49|Maaliikenne ja putkijohtokuljetus|Landtransport och transport i rör|Vervoer over land en via pijpleidingen|Land and pipeline transport
50|Vesiliikenne|Sjötransport|Vervoer over water|Water transport
51|Ilmaliikenne|Lufttransport|Luchtvaart|Air transport
52|Varastointi ja liikennettä palveleva toiminta|Magasinering och stödtjänster till transport|Opslag en dienstverlening voor vervoer|Warehousing and transport support
53|Posti- ja kuriiritoiminta|Post- och kurirverksamhet|Post en koeriers|Postal and courier services
55|Majoitus|Hotell- och logiverksamhet|Logiesverstrekking|Accommodation
56|Ravitsemistoiminta|Restaurang- och cateringverksamhet|Eet- en drinkgelegenheden|Food and beverage services
58|Kustannustoiminta|Förlagsverksamhet|Uitgeverijen|Publishing
59|Elokuva-, tv- ja musiikkituotanto|Film-, tv- och musikproduktion|Film-, tv- en muziekproductie|Film, television and music production
60|Ohjelmien lähettäminen ja uutistoimistot|Sändning av program och nyhetsbyråer|Omroepen en persbureaus|Broadcasting and news agencies
61|Televiestintä|Telekommunikation|Telecommunicatie|Telecommunications
62|Ohjelmistot ja tietojenkäsittelyn konsultointi|Programmering och datakonsultverksamhet|Programmering en IT-advies|Programming and IT consultancy
63|Tietojenkäsittelyn infrastruktuuri ja tietopalvelut|Datainfrastruktur och informationstjänster|Computerinfrastructuur en informatiediensten|Computing infrastructure and information services
64|Rahoituspalvelut|Finansiella tjänster|Financiële dienstverlening|Financial services
65|Vakuutus- ja eläkevakuutustoiminta|Försäkring och pensionsfonder|Verzekeringen en pensioenfondsen|Insurance and pension funding
66|Rahoitusta ja vakuutusta palveleva toiminta|Stödtjänster till finans och försäkring|Dienstverlening voor financiën en verzekeringen|Services to finance and insurance
68|Kiinteistöalan toiminta|Fastighetsverksamhet|Onroerend goed|Real estate activities
69|Lakiasiat ja laskentatoimi|Juridik och redovisning|Rechtskundige en boekhoudkundige diensten|Legal and accounting services
70|Pääkonttorit ja liikkeenjohdon konsultointi|Huvudkontor och konsulttjänster till företag|Hoofdkantoren en managementadvies|Head offices and management consultancy
71|Arkkitehti- ja insinööripalvelut|Arkitekt- och ingenjörsverksamhet|Architecten en ingenieurs|Architecture and engineering
72|Tutkimus ja kehittäminen|Forskning och utveckling|Speur- en ontwikkelingswerk|Research and development
73|Mainonta, markkinatutkimus ja viestintä|Reklam, marknadsundersökning och PR|Reclame, marktonderzoek en pr|Advertising, market research and public relations
74|Muu erikoistunut asiantuntijatoiminta|Annan specialiserad verksamhet|Overige specialistische diensten|Other professional services
75|Eläinlääkintä|Veterinärverksamhet|Veterinaire diensten|Veterinary services
77|Vuokraus ja leasing|Uthyrning och leasing|Verhuur en lease|Rental and leasing
78|Työllistämistoiminta|Arbetsförmedling och bemanning|Arbeidsbemiddeling en uitzendbureaus|Employment services
79|Matkatoimistot ja varauspalvelut|Resetjänster|Reisbureaus en reserveringen|Travel agencies and reservations
80|Turvallisuus- ja etsiväpalvelut|Säkerhets- och bevakningstjänster|Beveiliging en opsporing|Investigation and security
81|Kiinteistön- ja maisemanhoito, siivous|Fastighetsservice, städning och trädgård|Facilitair beheer, schoonmaak en groenvoorziening|Facility services, cleaning and landscaping
82|Hallinto- ja tukipalvelut yrityksille|Kontorstjänster och andra företagstjänster|Zakelijke ondersteuning|Office and business support
84|Julkinen hallinto ja maanpuolustus|Offentlig förvaltning och försvar|Openbaar bestuur en defensie|Public administration and defence
85|Koulutus|Utbildning|Onderwijs|Education
86|Terveyspalvelut|Hälso- och sjukvård|Gezondheidszorg|Human health
87|Sosiaalihuollon laitospalvelut|Vård och omsorg med boende|Verpleging en zorg met overnachting|Residential care
88|Sosiaalihuollon avopalvelut|Öppna sociala insatser|Maatschappelijke dienstverlening|Social work without accommodation
90|Kulttuuri ja esittävä taide|Konstnärlig verksamhet|Kunst en podium|Arts and performance
91|Kirjastot, arkistot ja museot|Bibliotek, arkiv och museer|Bibliotheken, archieven en musea|Libraries, archives and museums
92|Rahapeli- ja vedonlyöntipalvelut|Spel- och vadhållning|Kansspelen|Gambling and betting
93|Urheilu, huvittelu ja virkistys|Sport, fritid och nöje|Sport en recreatie|Sports, amusement and recreation
94|Järjestöjen toiminta|Intressebevakning och religiös verksamhet|Ideële en belangenorganisaties|Membership organisations
95|Tietokoneiden, ajoneuvojen ja tavaroiden korjaus|Reparation av datorer, fordon och hushållsvaror|Reparatie van computers, voertuigen en consumentenartikelen|Repair of computers, vehicles and household goods
96|Henkilökohtaiset palvelut|Personliga tjänster|Persoonlijke dienstverlening|Personal services
97|Kotitaloudet työnantajina|Hushåll som arbetsgivare|Huishoudens als werkgever|Households as employers
98|Kotitalouksien oma tuotanto|Hushållens produktion för eget bruk|Productie van huishoudens voor eigen gebruik|Households’ own production
99|Kansainväliset organisaatiot|Internationella organisationer|Internationale organisaties|International organisations`;

const places: Record<Locale, number> = { fi: 1, sv: 2, nl: 3, en: 4 };

const divisions = table
  .trim()
  .split("\n")
  .map((line) => line.split("|"));

/** The codes of all divisions, two digits each, in order. */
export const divisionCodes = divisions.map(([code = ""]) => code);

/** What a division is called; nothing where there is none. */
export const divisionName = (code: string, locale: Locale): string =>
  divisions.find(([one]) => one === code.slice(0, 2))?.[places[locale]] ?? "";
