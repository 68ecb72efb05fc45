import type { Permission } from "@/lib/access/permissions";
import type { SecurityAction } from "@/lib/access/security-actions";
import type { ExportWords } from "@/lib/export-note";
import type { SecurityLine } from "./queries";

type Told = Pick<SecurityLine, "action" | "source" | "subject" | "facts" | "actorName" | "personName">;
type T = ExportWords["t"];

/** What the formats of files are called everywhere. */
const formats: Record<string, string> = { xlsx: "Excel", csv: "CSV", vcf: "vCard" };

/** A line of the security log as a sentence: who did what. */
export function sentenceOf({ action, source, subject, facts, actorName, personName }: Told, t: T): string {
  const who = actorName ?? t(source === "system" ? "history.system" : "securityLog.somebody");
  if (action === "access.refused") return refusalOf(who, facts, t);
  return t(`securityLog.act.${action as Exclude<SecurityAction, "access.refused">}`, {
    who,
    whom: (subject === "employees" && personName) || t("securityLog.unknownUser"),
    n: Number(facts?.rows ?? 0),
    format: formats[String(facts?.format)] ?? "Excel",
    way: t(`securityLog.way.${wayOf(facts?.method)}`),
  });
}

const wayOf = (method: unknown) => (method === "set-up" ? "link" : method === "oidc" ? "oidc" : "password");

function refusalOf(who: string, facts: Told["facts"], t: T): string {
  if (facts?.right) return t("securityLog.refused.right", { who, right: t(`right.${facts.right as Permission}`) });
  return t(facts?.command ? "securityLog.refused.change" : "securityLog.refused.row", { who });
}

/** What else a line says, besides customers and other rows by name. */
export function notesOf({ action, facts, personName, subject }: Told, t: T): string[] {
  const times = Number(facts?.times ?? 1);
  return [
    facts?.rows !== undefined &&
      /^(financials|report)\./.test(action) &&
      t("securityLog.rows", { n: Number(facts.rows) }),
    times > 1 && t("securityLog.times", { n: times }),
    facts?.viewedAs && subject !== "employees" && personName && t("securityLog.viewedAs", { name: personName }),
  ].filter((note) => typeof note === "string");
}
