import type { getTranslations } from "next-intl/server";
import { type CustomField, wordsOf } from "@/lib/custom-fields/rules";
import { type CustomReader, customWords } from "@/lib/custom-fields/words";
import { businessIdLabelKey } from "@/lib/identifiers/rules";
import { type IndustrySection, sectionName } from "@/lib/industries/rules";
import { localeNames } from "@/lib/locale/choice";
import type { ReportColumn } from "@/lib/reports/columns";
import type { Report } from "@/lib/reports/filter";
import { idIn, type Key, type MoneyColumn, type ReportStage, valueIn } from "@/lib/reports/rules";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;
type Dimension = Report["by"];
type PlainDimension = Exclude<Dimension, `${string}.${number}`>;

const isPlain = (dimension: Dimension): dimension is PlainDimension => !dimension.includes(".");

type Given = {
  t: Words;
  /** Those that reports may show. */
  fields: readonly CustomField[];
  reader: CustomReader;
  segmentGroups: readonly { id: number; name: string }[];
};

/** What the parts of a report are called for one reader. */
export function reportWords(given: Given) {
  return {
    dimension: (dimension: Dimension) => dimensionWord(dimension, given),
    key: (dimension: Dimension, key: Key, name: string | null) => keyWord(dimension, key, name, given),
    column: (column: ReportColumn) => columnWord(column, given),
    title: ({ about, by, across }: Report) =>
      titleOf(about, byWords(by, given), across && byWords(across, given), given.t),
  };
}

/** Whom a report counts and by what, as one phrase. @param second what the columns are, in the words of `report.by` */
export function titleOf(about: Report["about"], first: string, second: string | null, t: Words): string {
  const by = second ? t("report.byBoth", { first, second }) : first;
  return about === "contacts" ? t("report.contactsBy", { by }) : t("report.customersBy", { by });
}

function byWords(dimension: Dimension, { t, fields, reader, segmentGroups }: Given): string {
  if (isPlain(dimension)) return t(`report.by.${dimension}`);
  const group = segmentGroups.find(({ id }) => id === idIn(dimension, "segment"));
  if (group) return t("report.bySegments", { group: group.name });
  const field = fields.find(({ id }) => id === idIn(dimension, "custom"));
  return field ? t("report.byField", { name: wordsOf(field.names, reader.locale) }) : t("report.by.segment");
}

function dimensionWord(dimension: Dimension, { t, fields, reader, segmentGroups }: Given): string {
  const field = fields.find(({ id }) => id === idIn(dimension, "custom"));
  if (field) return wordsOf(field.names, reader.locale);
  const group = segmentGroups.find(({ id }) => id === idIn(dimension, "segment"));
  if (group) return t("grouping.segmentsOf", { group: group.name });
  const words: Record<string, string> = {
    type: t("customers.type"),
    group: t("customers.group"),
    special: t("grouping.specialGroup"),
    companyGroup: t("grouping.companyGroupId"),
    tag: t("grouping.tag"),
    owner: t("customers.owner"),
    responsible: t("customers.responsible"),
    team: t("customers.team"),
    country: t("customers.country"),
    industry: t("customers.industry"),
    company: t("customers.company"),
    stage: t("export.stage"),
    createdYear: t("report.createdYear"),
    createdMonth: t("report.createdMonth"),
    mainUnit: t("customers.mainUnit"),
    keyword: t("contacts.keyword"),
    role: t("contacts.role"),
    language: t("contact.language"),
    mailings: t("contacts.mailings"),
    state: t("contacts.state"),
  };
  return words[dimension] ?? t("grouping.segment");
}

/** @param name as the database has it; null where the row is gone, or the key is no row */
function keyWord(dimension: Dimension, key: Key, name: string | null, given: Given): string {
  const { t, fields, reader } = given;
  const value = valueIn(key);
  if (value === null) return lackingWord(dimension, key, t);
  const field = fields.find(({ id }) => id === idIn(dimension, "custom"));
  if (field) return customWords(field, storedOf(field, value), reader).join(", ") || t("report.gone");
  switch (dimension) {
    case "country":
      return reader.format.country(value);
    case "industry":
      return sectionName(value as IndustrySection, reader.locale);
    case "stage":
      return stageWord(Number(value), t);
    case "createdMonth":
      return reader.format.month(new Date(`${value}-15`));
    case "createdYear":
    case "mainUnit":
      return value;
    case "language":
      return localeNames[value as keyof typeof localeNames];
    case "mailings":
      return value === "yes" ? t("contacts.takesMailings") : t("contact.noMailings");
    case "state":
      return value === "active" ? t("contacts.active") : t("contacts.inactive");
    default:
      return name ?? t("report.gone");
  }
}

function lackingWord(dimension: Dimension, key: Key, t: Words): string {
  if (key === "hidden") return t("customer.hiddenValue");
  if (key === "rest") return t("report.rest");
  if (dimension === "group") return t("customers.noGroup");
  if (dimension === "owner") return t("list.noOwner");
  return dimension === "responsible" ? t("list.noResponsible") : t("contact.notSet");
}

/** A key of a custom field as the field stores it. */
function storedOf({ kind }: CustomField, value: string): unknown {
  if (kind === "yesNo") return value === "true";
  return ["dropdown", "choice", "multiChoice"].includes(kind) ? Number(value) : value;
}

export const stageWord = (tab: number, t: Words): string =>
  [t("customer.stageActive"), t("customer.stageProspect"), t("customer.stageArchived")][tab] ?? "";

export const moneyWord = (money: MoneyColumn, t: Words): string =>
  ({
    annualRevenue: t("customer.annualRevenue"),
    creditLimit: t("billing.creditLimit"),
    openSales: t("report.openSales"),
    weightedSales: t("report.weightedSales"),
    billedYear: t("report.billedYear"),
    billedLastYear: t("report.billedLastYear"),
    marginYear: t("keyFigures.marginYear"),
  })[money];

function columnWord(column: ReportColumn, { t, fields, reader }: Given): string {
  const field = fields.find(({ id }) => id === idIn(column, "custom"));
  if (field) return wordsOf(field.names, reader.locale);
  const words: Record<string, string> = {
    stage: t("export.stage"),
    types: t("customers.type"),
    group: t("customers.group"),
    specialGroups: t("grouping.specialGroups"),
    companyGroup: t("grouping.companyGroupId"),
    segments: t("grouping.segments"),
    tags: t("customers.tags"),
    owner: t("customers.owner"),
    team: t("customers.team"),
    customerTeam: t("customers.customerTeam"),
    company: t("customers.company"),
    mainUnit: t("customers.mainUnit"),
    city: t("customers.city"),
    country: t("customers.country"),
    industry: t("customers.industry"),
    businessId: t(businessIdLabelKey(null)),
    email: t("customer.email"),
    phone: t("customer.phone"),
    staff: t("customer.staff"),
    created: t("export.created"),
    updated: t("export.updated"),
  };
  return words[column] ?? moneyWord(column as MoneyColumn, t);
}

export const stageWords = (t: Words): Record<ReportStage, string> => ({
  active: t("report.stages.active"),
  prospects: t("report.stages.prospects"),
  archived: t("report.stages.archived"),
  inUse: t("report.stages.inUse"),
  all: t("report.stages.all"),
});
