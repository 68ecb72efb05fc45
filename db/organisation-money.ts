import type { Mark } from "./organisation.ts";

type Amounts = Partial<Record<"revenue" | "billing" | "labour" | "otherCosts" | "hours", string>>;

/** A month of a project; `month` is its first day. What was billed comes from invoices, so "actual" has no billing. */
export type Figures = Amounts & { month: string; kind: "forecast" | "actual"; note?: string };

/** How a project is paid, what it may bring in, and how it went. */
export type ProjectMoney = {
  billingMethod?: "hourly" | "fixed" | "monthly" | "none";
  currency?: string;
  budget?: string;
  budgetHours?: string;
  months?: readonly Figures[];
};

export type InvoiceLine = {
  description: string;
  quantity: string;
  unit?: string;
  unitPrice: string;
  vatCategory?: "S" | "AE" | "O";
  vatRate: string;
};

/** Issued where it has its days; their order gives the numbers of each company. A contact is its place, as for projects. */
export type Invoice<P = string, K = string, C = string, J = string> = {
  customer: K;
  company: C;
  project?: J;
  contact?: number;
  issuedOn?: string;
  dueOn?: string;
  currency: string;
  taxFreeReason?: string;
  lines: readonly InvoiceLine[];
  created: Mark<P>;
};

/** 1 EUR = `rate` of the currency. */
export type ExchangeRate = { currency: string; validFrom: string; rate: string };

export type Money = { exchangeRates: readonly ExchangeRate[]; invoices: readonly Invoice[] };
