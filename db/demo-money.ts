import type { Calendar } from "./calendar.ts";
import type { Company, Who } from "./demo-company.ts";
import type { DemoCustomer } from "./demo-customers.ts";
import { daysBetween, languageOf, type Tools } from "./demo-details.ts";
import { moneyWords } from "./demo-money-words.ts";
import { fiction } from "./fiction.ts";
import type { ExchangeRate, Figures, Invoice, InvoiceLine, ProjectMoney } from "./organisation-money.ts";
import type { Project } from "./organisation-work.ts";

type Customers = Record<string, DemoCustomer>;
type Bill = Invoice<Who, string, Company>;

const day = 24 * 3600 * 1000;
/** What one euro is worth, roughly, so that amounts look alike in every currency. */
const worth: Record<string, number> = { EUR: 1, SEK: 11, NOK: 12 };

/** Two years of rates, of what projects brought and cost, and of invoices: never later than the day before today. */
export function demoMoney(calendar: Calendar, customers: Customers, projects: Record<string, Project>) {
  const tools: Tools = { ...fiction(20260117), calendar };
  const invoices: Bill[] = [];
  const priced = Object.fromEntries(
    Object.entries(projects).map(([key, project]) => {
      const customer = customers[project.customer];
      if (!customer) throw new Error(`project ${key} has no customer`);
      const { money, bills } = courseOf(tools, key, project, customer);
      invoices.push(...bills);
      return [key, { ...project, ...money }];
    }),
  );
  const withProjects = new Set(Object.values(projects).map(({ customer }) => customer));
  for (const [key, customer] of Object.entries(customers)) {
    if (withProjects.has(key) || !isInvoiced(customer)) continue;
    invoices.push(...visitsOf(tools, key, customer));
  }
  return { projects: priced, invoices, exchangeRates: ratesOf(tools) };
}

const isInvoiced = ({ stage = "active", archived, deleted, types = [] }: DemoCustomer) =>
  stage === "active" && !archived && !deleted && types.some((type) => type !== "subcontractor");

/** A project month by month: foreseen from its first to its last, told and billed up to last month. */
function courseOf(tools: Tools, key: string, project: Project, customer: DemoCustomer) {
  const { between, calendar, chance, pick } = tools;
  const currency = currencyOf(customer);
  const unit = worth[currency] ?? 1;
  const billingMethod = pick<NonNullable<ProjectMoney["billingMethod"]>>([
    "hourly",
    "hourly",
    "fixed",
    "monthly",
    "none",
  ]);
  const isBilled = billingMethod !== "none" && isInvoiced(customer);
  const price = between(62, 94) * unit;
  const usual = between(12, 90);
  const months: Figures[] = [];
  const bills: Bill[] = [];
  for (const month of monthsFrom(project.startsOn ?? calendar.date(30), project.endsOn ?? calendar.date(0))) {
    const planned = Math.max(4, Math.round(usual * (0.7 + between(0, 60) / 100)));
    const costs = Math.round((planned * price * between(6, 18)) / 100);
    const foreseen = planned * price + costs;
    months.push({
      month,
      kind: "forecast",
      revenue: sum(foreseen),
      billing: isBilled ? sum(foreseen) : undefined,
      labour: sum(Math.round(planned * price * 0.52)),
      otherCosts: sum(costs),
      hours: sum(planned),
    });
    const last = lastOf(month);
    if (project.status === "planned" || last >= calendar.date(0)) continue;
    const worked = Math.max(2, Math.round(planned * (0.75 + between(0, 45) / 100)));
    const spent = Math.round((costs * between(60, 150)) / 100);
    const lines = linesOf(tools, customer, { billingMethod, worked, price, spent, foreseen });
    months.push({
      month,
      kind: "actual",
      revenue: sum(billingMethod === "none" ? 0 : worked * price + spent),
      labour: sum(Math.round(worked * price * 0.52)),
      otherCosts: sum(spent),
      hours: sum(worked),
      note: chance(0.06) ? pick(moneyWords[languageOf(customer)].remarks) : undefined,
    });
    if (isBilled) bills.push(invoiceOf({ customer, key: project.customer, day: last, lines, project: key }));
  }
  const foreseen = months.filter(({ kind }) => kind === "forecast");
  const whole = (of: "billing" | "hours") => foreseen.reduce((total, one) => total + Number(one[of] ?? 0), 0);
  const money: ProjectMoney = {
    billingMethod,
    currency,
    budget: isBilled ? sum(Math.round(whole("billing") / 100) * 100) : undefined,
    budgetHours: chance(0.9) ? sum(whole("hours")) : undefined,
    months,
  };
  return { money, bills };
}

type Work = {
  billingMethod: ProjectMoney["billingMethod"];
  worked: number;
  price: number;
  spent: number;
  foreseen: number;
};

function linesOf(tools: Tools, customer: DemoCustomer, { billingMethod, worked, price, spent, foreseen }: Work) {
  const words = moneyWords[languageOf(customer)];
  if (billingMethod === "fixed") return [line(words.instalment, 1, foreseen)];
  if (billingMethod === "monthly") return [line(words.monthly, 1, foreseen, words.month)];
  const materials = spent ? [line(tools.pick(words.materials), 1, Math.round(spent * 1.15))] : [];
  return [line(words.work, worked, price, words.hour), ...materials];
}

/** Customers without a project are visited now and then. */
function visitsOf(tools: Tools, key: string, customer: DemoCustomer): Bill[] {
  const { between, calendar, chance, pick } = tools;
  const age = daysBetween(customer.created.at, calendar);
  if (age < 20 || chance(0.25)) return [];
  const unit = worth[currencyOf(customer)] ?? 1;
  const words = moneyWords[languageOf(customer)];
  return Array.from({ length: between(1, 6) }, () => {
    const lines = [line(words.visit, between(1, 9), between(65, 98) * unit, words.hour)];
    if (chance(0.4)) lines.push(line(pick(words.materials), between(1, 4), between(15, 240) * unit));
    return invoiceOf({ customer, key, day: calendar.date(between(1, age - 10)), lines });
  });
}

type Occasion = { customer: DemoCustomer; key: string; day: string; lines: InvoiceLine[]; project?: string };

function invoiceOf({ customer, key, day: issuedOn, lines, project }: Occasion): Bill {
  const { company, contacts, owner } = customer;
  const tax = taxOf(customer, issuedOn);
  return {
    customer: key,
    company,
    project,
    contact: contacts?.length ? 0 : undefined,
    issuedOn,
    dueOn: later(issuedOn, customer.kind === "person" ? 14 : 30),
    currency: currencyOf(customer),
    taxFreeReason: tax.reason,
    lines: lines.map((line) => ({ ...line, vatCategory: tax.category, vatRate: tax.rate })),
    created: { at: new Date(`${issuedOn}T06:00:00Z`), by: owner ?? "maija" },
  };
}

const homes: Record<Company, { country: string; rate: (on: string) => string }> = {
  oy: { country: "FI", rate: (on) => (on < "2024-09-01" ? "24.00" : "25.50") },
  ab: { country: "SE", rate: () => "25.00" },
  bv: { country: "NL", rate: () => "21.00" },
};

/** Services to businesses elsewhere are taxed where the buyer is (Directive 2006/112/EC, articles 44 and 196). */
function taxOf({ company, country, kind, vatNumber }: DemoCustomer, on: string) {
  const home = homes[company];
  if (country === home.country || kind === "person") return { category: "S" as const, rate: home.rate(on) };
  if (country === "NO") return { category: "O" as const, rate: "0.00", reason: "2006/112/EC, art. 44" };
  if (!vatNumber) return { category: "S" as const, rate: home.rate(on) };
  return { category: "AE" as const, rate: "0.00", reason: "Reverse charge, 2006/112/EC, art. 196" };
}

function ratesOf({ between, calendar }: Tools): ExchangeRate[] {
  const usual = { SEK: 11.2, NOK: 11.7, DKK: 7.46 };
  return Array.from({ length: 25 }, (_, place) => calendar.date(2 + place * 30)).flatMap((validFrom) =>
    Object.entries(usual).map(([currency, rate]) => ({
      currency,
      validFrom,
      rate: (currency === "DKK" ? rate : rate + between(-300, 300) / 1000).toFixed(6),
    })),
  );
}

const currencyOf = ({ country }: DemoCustomer) => (country === "SE" ? "SEK" : country === "NO" ? "NOK" : "EUR");

/** Whole units as the database writes sums. */
const sum = (units: number) => `${units}.00`;

const line = (description: string, quantity: number, price: number, unit?: string): InvoiceLine => ({
  description,
  quantity: sum(quantity),
  unit,
  unitPrice: sum(price),
  vatRate: "0.00",
});

/** First days of the months from one day to another. */
function monthsFrom(from: string, to: string): string[] {
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  const last = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1;
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const month = first + at;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
  });
}

const lastOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

const later = (on: string, days: number) => new Date(Date.parse(on) + days * day).toISOString().slice(0, 10);
