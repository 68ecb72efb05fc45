import type { Money, ProjectMoney } from "./organisation-money.ts";

const byMaija = { at: new Date("2026-03-02T09:00:00Z"), by: "maija" } as const;

/** Berg's roof, in Swedish kronor: what was foreseen for March and April, and what March came to. */
export const bergTakMoney = {
  billingMethod: "hourly",
  currency: "SEK",
  budget: "450000.00",
  budgetHours: "300.00",
  months: [
    {
      month: "2026-03-01",
      kind: "forecast",
      revenue: "90000.00",
      billing: "90000.00",
      labour: "40000.00",
      hours: "60.00",
    },
    {
      month: "2026-03-01",
      kind: "actual",
      revenue: "84000.00",
      labour: "42000.00",
      otherCosts: "9000.00",
      hours: "64.50",
    },
    {
      month: "2026-04-01",
      kind: "forecast",
      revenue: "112500.00",
      billing: "112500.00",
      labour: "50000.00",
      hours: "75.00",
    },
  ],
} as const satisfies ProjectMoney;

/** An invoice of the roof and one of no project; kronor and euros. */
export const money = {
  exchangeRates: [
    { currency: "SEK", validFrom: "2026-01-02", rate: "11.250000" },
    { currency: "NOK", validFrom: "2026-01-02", rate: "11.750000" },
  ],
  invoices: [
    {
      customer: "berg",
      company: "ab",
      project: "bergTak",
      issuedOn: "2026-03-31",
      dueOn: "2026-04-30",
      currency: "SEK",
      lines: [
        { description: "Takarbete", quantity: "64.50", unit: "h", unitPrice: "1100.00", vatRate: "25.00" },
        { description: "Material", quantity: "1.00", unitPrice: "9800.50", vatRate: "25.00" },
      ],
      created: byMaija,
    },
    {
      customer: "ahola",
      company: "oy",
      issuedOn: "2026-03-15",
      dueOn: "2026-03-29",
      currency: "EUR",
      lines: [
        { description: "Huoltokäynti", quantity: "3.00", unit: "h", unitPrice: "72.50", vatRate: "25.50" },
        { description: "Opaskirja", quantity: "2.00", unit: "kpl", unitPrice: "18.00", vatRate: "13.50" },
      ],
      created: byMaija,
    },
  ],
} as const satisfies Money;
