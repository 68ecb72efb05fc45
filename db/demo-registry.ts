import type { RegistryAddress, RegistryRecord } from "../lib/registry/rules.ts";
import type { Calendar } from "./calendar.ts";
import type { DemoCustomer } from "./demo-customers.ts";
import type { Registry, RegistryFinding } from "./organisation-registry.ts";

const registers: Record<string, string> = { FI: "prh", AX: "prh", NO: "brreg" };

/**
 * What the business registers say of the fictitious customers, which no real register knows: mostly what we have, now
 * and then something newer. Yesterday Maija had all of them checked.
 */
export function demoRegistry(calendar: Calendar, customers: Record<string, DemoCustomer>): Registry {
  const known = Object.entries(customers).filter(
    ([, { kind, businessId, country }]) => !kind && businessId && registers[country],
  );
  const findings = known.map(([customer, row], place) => findingOf(calendar, customer, row, place));
  const isOpen = ({ customer }: RegistryFinding) => !customers[customer]?.archived && !customers[customer]?.deleted;
  return { checkedAt: calendar.moment(1, 75), checkedBy: "maija", findings, checked: findings.filter(isOpen) };
}

function findingOf(calendar: Calendar, customer: string, row: DemoCustomer, place: number): RegistryFinding {
  const same = recordOf(row);
  const news = newsOf(calendar, row, same, place);
  const record = { ...same, ...news };
  const differing = [
    ...(record.name?.toUpperCase() === row.name.toUpperCase() ? [] : ["name"]),
    ...(news.visiting ? ["address"] : []),
    ...(news.email ? ["email"] : []),
    ...(news.website ? ["website"] : []),
    ...(record.status === "active" ? [] : ["businessStatus"]),
  ];
  return { customer, register: registers[row.country] ?? "", record, differing, isWorthIt: differing.length > 0 };
}

/** Norway registers names in capitals, Finland gives neither e-mail nor phone. */
function recordOf({ name, businessId = "", country, email, phone, website, staff, ...rest }: DemoCustomer) {
  const isNorwegian = country === "NO";
  const { addresses, industryCode, language } = rest;
  const visiting = addresses?.[0] ? asRegistered(addresses[0], language === "sv" ? "sv" : "fi", isNorwegian) : null;
  return {
    businessId,
    name: isNorwegian ? name.toLocaleUpperCase("nb") : name,
    formerNames: [],
    form: formOf(name, isNorwegian),
    status: "active",
    statusOn: null,
    visiting,
    postal: null,
    email: isNorwegian ? (email ?? null) : null,
    phone: isNorwegian ? (phone ?? null) : null,
    website: website ?? null,
    industryCode: industryCode ?? null,
    staff: isNorwegian ? (staff ?? null) : null,
    isVatRegistered: true,
  } satisfies RegistryRecord;
}

type Place = NonNullable<DemoCustomer["addresses"]>[number];

function asRegistered({ street, postalCode, city, country }: Place, language: "fi" | "sv", isNorwegian: boolean) {
  const town = city?.toLocaleUpperCase() ?? "";
  const address: RegistryAddress = {
    attention: null,
    street: street ?? null,
    box: null,
    postalCode: postalCode ?? null,
    towns: isNorwegian ? { any: town } : { [language]: town },
    country,
  };
  return address;
}

/** As the name says it; a parish or a municipality has none that we would write. */
function formOf(name: string, isNorwegian: boolean): RegistryRecord["form"] {
  if (isNorwegian) return / AS$/.test(name) ? { any: "AS" } : {};
  if (/^(Asunto Oy|Bostads Ab)/.test(name)) return { fi: "As Oy", sv: "Bostads Ab" };
  if (/ (Oyj|Abp)$/.test(name)) return { fi: "Oyj", sv: "Abp" };
  return /\b(Oy|Ab)\b/.test(name) ? { fi: "Oy", sv: "Ab" } : {};
}

/** What has changed at the register since we wrote it down. */
function newsOf(calendar: Calendar, { name }: DemoCustomer, same: RegistryRecord, place: number) {
  const news: Partial<RegistryRecord> = {};
  if (place % 17 === 3 && same.name) {
    news.formerNames = [same.name];
    news.name = same.name.replace(/ (Oyj|Oy|Abp|Ab|AS)$/, same.name === name ? " Group $1" : " GROUP $1");
  }
  if (place % 12 === 5 && same.visiting?.street) {
    news.visiting = {
      ...same.visiting,
      street: same.visiting.street.replace(/\d+/, (digits) => `${Number(digits) + 4}`),
    };
  }
  if (place % 15 === 7 && same.website) news.website = `${same.website}/fi`;
  if (place % 9 === 4 && same.email) news.email = same.email.replace("info@", "post@");
  if (place % 60 === 11) Object.assign(news, { status: "bankrupt", statusOn: calendar.date(24) });
  if (place % 70 === 26) Object.assign(news, { status: "ceased", statusOn: calendar.date(70), visiting: null });
  if (place % 150 === 37) Object.assign(news, { status: "liquidation", statusOn: calendar.date(130) });
  return news;
}
