import type { Locale } from "@/lib/access/viewer";
import { accept, type Checked, refuse } from "@/lib/errors";
import { checkedBy, plainCode } from "@/lib/text";

type Section = { divisions: readonly [first: string, last: string]; names: Record<Locale, string> };

/**
 * Sections of TOL 2025, the Finnish edition of NACE Rev. 2.1. Their letters mean other things in the edition before,
 * so it is the code that is stored. Titles: Statistics Finland and CBS; G, J, K, S, U and V in our own words.
 */
const sections = {
  A: {
    divisions: ["01", "03"],
    names: {
      fi: "Maatalous, metsätalous ja kalatalous",
      sv: "Jordbruk, skogsbruk och fiske",
      nl: "Landbouw, bosbouw en visserij",
      en: "Agriculture, forestry and fishing",
    },
  },
  B: {
    divisions: ["05", "09"],
    names: {
      fi: "Kaivostoiminta ja louhinta",
      sv: "Utvinning av mineral",
      nl: "Winning van delfstoffen",
      en: "Mining and quarrying",
    },
  },
  C: {
    divisions: ["10", "33"],
    names: {
      fi: "Teollisuus",
      sv: "Tillverkning",
      nl: "Industrie",
      en: "Manufacturing",
    },
  },
  D: {
    divisions: ["35", "35"],
    names: {
      fi: "Sähkö-, kaasu- ja lämpöhuolto, jäähdytysliiketoiminta",
      sv: "Försörjning av el, gas, värme och kyla",
      nl: "Productie en distributie van en handel in elektriciteit, aardgas, stoom en gekoelde lucht",
      en: "Electricity, gas, steam and air conditioning supply",
    },
  },
  E: {
    divisions: ["36", "39"],
    names: {
      fi: "Vesihuolto, viemäri- ja jätevesihuolto, jätehuolto ja muu ympäristön puhtaanapito",
      sv: "Vattenförsörjning; avloppsrening, avfallshantering och sanering",
      nl: "Winning en distributie van water; afval- en afvalwaterbeheer en sanering",
      en: "Water supply; sewerage, waste management and remediation activities",
    },
  },
  F: {
    divisions: ["41", "43"],
    names: {
      fi: "Rakentaminen",
      sv: "Byggverksamhet",
      nl: "Bouwnijverheid",
      en: "Construction",
    },
  },
  G: {
    divisions: ["46", "47"],
    names: {
      fi: "Tukku- ja vähittäiskauppa",
      sv: "Handel",
      nl: "Groot- en detailhandel",
      en: "Wholesale and retail trade",
    },
  },
  H: {
    divisions: ["49", "53"],
    names: {
      fi: "Kuljetus ja varastointi",
      sv: "Transport och magasinering",
      nl: "Vervoer en opslag",
      en: "Transportation and storage",
    },
  },
  I: {
    divisions: ["55", "56"],
    names: {
      fi: "Majoitus- ja ravitsemistoiminta",
      sv: "Hotell- och restaurangverksamhet",
      nl: "Logies-, maaltijd- en drankverstrekking",
      en: "Accommodation and food service activities",
    },
  },
  J: {
    divisions: ["58", "60"],
    names: {
      fi: "Kustannus- ja lähetystoiminta sekä sisältöjen tuotanto ja jakelu",
      sv: "Förlag, sändning samt innehållsproduktion och distribution",
      nl: "Uitgeverijen, omroep en contentproductie en -distributie",
      en: "Publishing, broadcasting, and content production and distribution activities",
    },
  },
  K: {
    divisions: ["61", "63"],
    names: {
      fi: "Televiestintä, ohjelmistot, konsultointi, tietojenkäsittelyn infrastruktuuri ja muut tietopalvelut",
      sv: "Telekommunikation, programmering, konsultverksamhet, datainfrastruktur och andra informationstjänster",
      nl: "Telecommunicatie, programmering, advisering, computerinfrastructuur en overige informatiediensten",
      en: "Telecommunication, computer programming, consulting, computing infrastructure and other information service activities",
    },
  },
  L: {
    divisions: ["64", "66"],
    names: {
      fi: "Rahoitus- ja vakuutustoiminta",
      sv: "Finans- och försäkringsverksamhet",
      nl: "Financiële activiteiten en verzekeringen",
      en: "Financial and insurance activities",
    },
  },
  M: {
    divisions: ["68", "68"],
    names: {
      fi: "Kiinteistöalan toiminta",
      sv: "Fastighetsverksamhet",
      nl: "Verhuur van en handel in onroerend goed",
      en: "Real estate activities",
    },
  },
  N: {
    divisions: ["69", "75"],
    names: {
      fi: "Ammatillinen, tieteellinen ja tekninen toiminta",
      sv: "Verksamhet inom juridik, ekonomi, vetenskap och teknik",
      nl: "Advisering, onderzoek en overige specialistische zakelijke dienstverlening",
      en: "Professional, scientific and technical activities",
    },
  },
  O: {
    divisions: ["77", "82"],
    names: {
      fi: "Hallinto- ja tukipalvelutoiminta",
      sv: "Uthyrning, fastighetsservice, resetjänster och andra stödtjänster",
      nl: "Verhuur van roerende goederen en overige zakelijke dienstverlening",
      en: "Administrative and support service activities",
    },
  },
  P: {
    divisions: ["84", "84"],
    names: {
      fi: "Julkinen hallinto ja maanpuolustus; pakollinen sosiaalivakuutus",
      sv: "Offentlig förvaltning och försvar; obligatorisk socialförsäkring",
      nl: "Openbaar bestuur, overheidsdiensten en verplichte sociale verzekeringen",
      en: "Public administration and defence; compulsory social security",
    },
  },
  Q: {
    divisions: ["85", "85"],
    names: {
      fi: "Koulutus",
      sv: "Utbildning",
      nl: "Onderwijs",
      en: "Education",
    },
  },
  R: {
    divisions: ["86", "88"],
    names: {
      fi: "Terveys- ja sosiaalipalvelut",
      sv: "Vård och omsorg; sociala tjänster",
      nl: "Gezondheids- en welzijnszorg",
      en: "Human health and social work activities",
    },
  },
  S: {
    divisions: ["90", "93"],
    names: {
      fi: "Taiteet, urheilu ja virkistys",
      sv: "Kultur, sport och fritid",
      nl: "Cultuur, sport en recreatie",
      en: "Arts, sports and recreation",
    },
  },
  T: {
    divisions: ["94", "96"],
    names: {
      fi: "Muu palvelutoiminta",
      sv: "Annan serviceverksamhet",
      nl: "Overige dienstverlening",
      en: "Other service activities",
    },
  },
  U: {
    divisions: ["97", "98"],
    names: {
      fi: "Kotitalouksien toiminta työnantajina ja omaan käyttöön",
      sv: "Förvärvsarbete i hushåll; hushållens produktion för eget bruk",
      nl: "Huishoudens als werkgever; productie door huishoudens voor eigen gebruik",
      en: "Activities of households as employers and undifferentiated goods- and service-producing activities of households for own use",
    },
  },
  V: {
    divisions: ["99", "99"],
    names: {
      fi: "Kansainvälisten organisaatioiden ja toimielinten toiminta",
      sv: "Verksamhet vid internationella organisationer",
      nl: "Extraterritoriale organisaties en lichamen",
      en: "Activities of extraterritorial organisations and bodies",
    },
  },
} as const satisfies Record<string, Section>;

export type IndustrySection = keyof typeof sections;

export const industrySections = Object.keys(sections) as IndustrySection[];

/** The first and the last division of a section: the two digits its codes begin with. */
export const divisionsOf = (section: IndustrySection): Section["divisions"] => sections[section].divisions;

export const sectionName = (section: IndustrySection, locale: Locale): string => sections[section].names[locale];

/** The section of a code; null where no section has its first two digits. */
export function sectionOf(code: string): IndustrySection | null {
  const division = code.slice(0, 2);
  const isWithin = ([first, last]: Section["divisions"]) => division >= first && division <= last;
  return industrySections.find((section) => isWithin(divisionsOf(section))) ?? null;
}

/** The name of a code's section; nothing where it has none. */
export function sectionNameOf(code: string, locale: Locale): string {
  const section = sectionOf(code);
  return section ? sectionName(section, locale) : "";
}

/** A code as people read it: "43220 · Construction". */
export const industryName = (code: string, locale: Locale): string =>
  [code, sectionNameOf(code, locale)].filter(Boolean).join(" · ");

/** An industry by its code of two to five digits; registers write them with and without a dot ("62.100", "62100"). */
export function checkIndustry(raw: string): Checked<string> {
  const code = plainCode(raw).replace(/[ .]/g, "");
  return /^\d{2,5}$/.test(code) && sectionOf(code) ? accept(code) : refuse("industryCode");
}

export const industryField = checkedBy(checkIndustry);
