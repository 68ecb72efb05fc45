import "server-only";
import { desc } from "drizzle-orm";
import { demand } from "@/lib/access/gate";
import type { SecurityCategory } from "@/lib/access/security-actions";
import { stream } from "@/lib/access/stream";
import type { Viewer } from "@/lib/access/viewer";
import type { FileFormat } from "@/lib/downloads";
import { type ExportWords, exportNote } from "@/lib/export-note";
import type { Book, Cell, Column } from "@/lib/spreadsheets/book";
import { filterQuery, type SecurityFilter, wanted } from "./filter";
import type { SecurityLine } from "./queries";
import { notesOf, sentenceOf } from "./words";

const columns = [
  { heading: "securityLog.when", kind: "dateTime" },
  { heading: "securityLog.who", kind: "text", width: 24 },
  { heading: "securityLog.what", kind: "text", width: 60 },
  { heading: "securityLog.kind", kind: "text", width: 28 },
  { heading: "securityLog.customer", kind: "text", width: 30 },
  { heading: "securityLog.details", kind: "text", width: 40 },
  { heading: "securityLog.network", kind: "text", width: 20 },
] as const satisfies readonly Column[];

const read = [
  "at",
  "actorName",
  "personName",
  "action",
  "source",
  "subject",
  "facts",
  "category",
  "aboutName",
] as const;
type Read = Pick<SecurityLine, (typeof read)[number] | "profileName" | "network">;

type Wish = { filter: SecurityFilter; format: FileFormat };

/** The lines of the security log as sentences, newest first; that it was taken along is a line of it too. */
export const exportSecurityLog = stream("audit", "securityLog.exported", (scope, wish: Wish, { t }: ExportWords) => {
  const { db, tables, viewer } = scope;
  demand(viewer, "export");
  const { securityEvents: log } = tables;
  const names = [...read, "profileName", "network"] as const;
  return {
    query: db
      .select(Object.fromEntries(names.map((name) => [name, log[name]])))
      .from(log)
      .where(wanted(tables, wish.filter, viewer.facts.timeZone))
      .orderBy(desc(log.at), desc(log.id)),
    row: (cells) => written(Object.fromEntries(names.map((name, at) => [name, cells[at]])) as Read, t),
    facts: { ...filterQuery(wish.filter), format: wish.format },
  };
});

function written(line: Read, t: ExportWords["t"]): Cell[] {
  const notes = [line.profileName, ...notesOf(line, t)].filter(Boolean);
  return [
    line.at,
    line.actorName,
    sentenceOf(line, t),
    t(`securityLog.category.${line.category as SecurityCategory}`),
    line.aboutName,
    notes.join(" · "),
    line.network,
  ];
}

/** The security log as a workbook or .csv is made of it. @param about what the second sheet says of the filter */
export async function securityBook(
  viewer: Viewer,
  wish: Wish & { about: [label: string, value: string][] },
  words: ExportWords,
): Promise<Book> {
  const { t } = words;
  return {
    sheetName: t("settings.section.security"),
    columns: columns.map((column) => ({ ...column, heading: t(column.heading) })),
    rows: await exportSecurityLog(viewer, wish, words),
    ...exportNote(viewer, wish.about, words),
  };
}
