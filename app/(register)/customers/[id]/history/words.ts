import { getTranslations } from "next-intl/server";
import { countryName } from "@/lib/countries";
import { type CustomField, customName, wordsOf } from "@/lib/custom-fields/rules";
import { customWords } from "@/lib/custom-fields/words";
import { type HistoryLine, namesOfRows } from "@/lib/history/queries";
import {
  isCustom,
  isRestorable,
  type RegisterName,
  subjectRegisters,
  type ValueKind,
  valueKinds,
} from "@/lib/history/rules";
import { industryName } from "@/lib/industries/rules";
import type { Line } from "@/lib/invoices/fields";
import { isLocale, localeNames } from "@/lib/locale/choice";
import { paths } from "@/lib/paths";
import type { Tie } from "@/lib/responsibilities/rules";
import { timeZoneName } from "@/lib/time-zones";
import { dayWords } from "../../../responsibilities/tie-words";
import { customReader, everyCustomField } from "../../custom-definitions";
import type { Card } from "../card";
import { historyLabels } from "./labels";

export type Change = HistoryLine["changes"][number];

/** Who answered, as the log keeps it. */
type LoggedTie = Pick<Tie, "roleId" | "validFrom" | "validTo"> & { employeeId: number };

/** What the thing is that a line is about, where it has a name of its own. */
const subjectOf = ({ subject, subjectId }: HistoryLine) => {
  const register = subjectRegisters[subject ?? ""];
  return register && subjectId ? { register, id: subjectId } : null;
};

const kindOf = ({ subject }: HistoryLine, { field }: Change): ValueKind => valueKinds[subject ?? ""]?.[field] ?? "text";

export const shownChanges = (line: HistoryLine): Change[] =>
  line.changes.filter((change) => kindOf(line, change) !== "hidden");

/** What a form, or what a register says, has changed on a card. */
const isUpdate = (action: string) => action.endsWith(".updated") || action === "customer.registryUpdated";

export type ChangeWords = Awaited<ReturnType<typeof changeWords>>;

/** Everything the lines say, in the reader's language: names for ids, words for codes, dates as read here. */
export async function changeWords({ viewer }: Card, lines: readonly HistoryLine[]) {
  const [t, labels, reader, fields, days] = await Promise.all([
    getTranslations(),
    historyLabels(),
    customReader(),
    customFieldsIn(lines),
    dayWords(viewer),
  ]);
  const { locale, format } = reader;
  const names = await namesOfRows(viewer, idsIn(lines), locale);
  const gone = t("history.gone");

  /** An erased contact's name is empty. */
  const nameOf = (register: string, id: number | string) => {
    const name = names.get(`${register}.${id}`);
    return name === "" && register === "customerContacts" ? labels.deleted : name;
  };

  /** Somebody with role and days: "Aino Ruskalampi (Accountant, from 1 Jan 2026)". */
  function answering(register: RegisterName, { employeeId, roleId, ...period }: LoggedTie): string {
    const role = roleId !== null && viewer.uses("roles") ? (nameOf(register, roleId) ?? gone) : "";
    const details = [role, days(period)].filter(Boolean).join(", ");
    const name = nameOf("employees", employeeId) ?? gone;
    return details ? `${name} (${details})` : name;
  }

  function one(kind: ValueKind, value: unknown): string {
    if (value === null || value === "") return "";
    const text = String(value);
    if (typeof kind === "object" && "ties" in kind) return answering(kind.ties, value as LoggedTie);
    if (typeof kind === "object" && "ids" in kind) return nameOf(kind.ids, text) ?? gone;
    if (typeof kind === "object") return labels.choices[kind.choice]?.[text] ?? text;
    switch (kind) {
      case "yesNo":
        return t(text === "true" ? "history.yes" : "history.no");
      case "country":
        return countryName(text, locale);
      case "language":
        return isLocale(value) ? localeNames[value] : text;
      case "industry":
        return industryName(text, locale);
      case "timeZone":
        return timeZoneName(text);
      case "euros":
        return format.money(text, "EUR");
      case "line": {
        const { description, quantity, unit, unitPrice } = value as Line;
        const amount = [format.decimal(quantity), unit].filter(Boolean).join(" ");
        return `${description} (${amount} × ${format.decimal(unitPrice)})`;
      }
      case "decimal":
        return format.decimal(text);
      case "count":
        return format.number(Number(text));
      case "date":
        return format.date(new Date(`${text}T12:00:00Z`));
      case "moment":
        return format.dateTime(new Date(text));
      default:
        return text;
    }
  }

  /** A month of a project whose figures are gone: its line still tells which it was. */
  function emptied({ subject, changes }: HistoryLine): string {
    if (subject !== "project_months") return "";
    const was = (name: string) => changes.find(({ field }) => field === name)?.before;
    const [project, month] = [nameOf("projects", String(was("projectId"))), was("month")];
    return project && typeof month === "string" ? `${project} ${month.slice(5, 7)}/${month.slice(0, 4)}` : "";
  }

  return {
    done: ({ action }: HistoryLine) => labels.done[action] ?? t("history.changed"),
    subject: (line: HistoryLine) => {
      const about = subjectOf(line);
      return about ? (nameOf(about.register, about.id) ?? emptied(line)) : "";
    },
    /** Where the thing has a page of its own that is open to the reader. */
    href: (line: HistoryLine) => {
      const about = subjectOf(line);
      if (!about || !nameOf(about.register, about.id)) return null;
      if (about.register === "invoices") return paths.invoice(about.id);
      return about.register === "projects" ? paths.project(about.id) : null;
    },
    /** Empty for what is not told. */
    label: ({ subject }: HistoryLine, { field }: Change) => {
      const own = fields.get(field);
      return own ? wordsOf(own.names, locale) : (labels.fields[subject ?? ""]?.[field] ?? "");
    },
    /** A value of a field that is not in use any more is told and stays what it is. */
    isRestorable: ({ action, subject }: HistoryLine, { field }: Change) =>
      isUpdate(action) && isRestorable(subject, field) && !fields.get(field)?.disabledAt,
    value: (line: HistoryLine, change: Change, value: unknown) => {
      const own = fields.get(change.field);
      if (own) return value === null ? "" : customWords(own, value, reader).join(", ") || gone;
      return [value]
        .flat()
        .map((part) => one(kindOf(line, change), part))
        .filter(Boolean)
        .join(", ");
    },
    restore: (field: string) => t("history.restoreField", { field }),
  };
}

/** The custom fields by name, where the lines tell of any. */
async function customFieldsIn(lines: readonly HistoryLine[]): Promise<ReadonlyMap<string, CustomField>> {
  const told = lines.some(({ subject, changes }) => changes.some(({ field }) => isCustom(subject, field)));
  const fields = told ? await everyCustomField() : [];
  return new Map(fields.map((field) => [customName(field.id), field]));
}

/** The ids the lines hold, by register. */
function idsIn(lines: readonly HistoryLine[]): Map<RegisterName, Set<number>> {
  const wanted = new Map<RegisterName, Set<number>>();
  const want = (register: RegisterName, id: unknown) => {
    if (typeof id !== "number") return;
    wanted.set(register, (wanted.get(register) ?? new Set()).add(id));
  };
  const wantTie = (register: RegisterName, { employeeId, roleId }: LoggedTie) => {
    want("employees", employeeId);
    want(register, roleId);
  };
  for (const line of lines) {
    const about = subjectOf(line);
    if (about) want(about.register, about.id);
    for (const change of line.changes) {
      const kind = kindOf(line, change);
      if (typeof kind !== "object" || "choice" in kind) continue;
      for (const part of [change.before, change.after].flat()) {
        if ("ids" in kind) want(kind.ids, part);
        else if (part) wantTie(kind.ties, part as LoggedTie);
      }
    }
  }
  return wanted;
}
