import type { Language } from "./fiction-work.ts";

type MoneyWords = Record<"work" | "visit" | "instalment" | "monthly" | "hour" | "month", string> &
  Record<"materials" | "remarks", string[]>;

/** What stands on the lines of invoices, in the customer's language. */
export const moneyWords: Record<Language, MoneyWords> = {
  fi: {
    work: "Työ, asentaja",
    visit: "Huoltokäynti",
    instalment: "Maksuerä sopimuksen mukaan",
    monthly: "Kuukausiveloitus",
    hour: "h",
    month: "kk",
    materials: ["Tarvikkeet", "Suodattimet", "Varaosat", "Nostokoneen vuokra", "Hiekoitushiekka"],
    remarks: ["Lisätyö sovittu puhelimessa.", "Alihankkijan lasku myöhässä, kirjataan ensi kuussa."],
  },
  sv: {
    work: "Arbete, montör",
    visit: "Servicebesök",
    instalment: "Delbetalning enligt avtal",
    monthly: "Månadsavgift",
    hour: "h",
    month: "mån",
    materials: ["Material", "Filter", "Reservdelar", "Hyra av lift", "Sand"],
    remarks: ["Tilläggsarbete avtalat per telefon.", "Underentreprenörens faktura är sen och bokförs nästa månad."],
  },
  nl: {
    work: "Arbeid monteur",
    visit: "Servicebezoek",
    instalment: "Termijn volgens contract",
    monthly: "Vast maandbedrag",
    hour: "uur",
    month: "mnd",
    materials: ["Materiaal", "Filters", "Onderdelen", "Huur hoogwerker", "Strooizand"],
    remarks: ["Meerwerk telefonisch afgesproken.", "Factuur van de onderaannemer komt later en telt volgende maand."],
  },
};
