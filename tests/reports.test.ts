import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { customers, settings } from "@/db/schema/index";
import type { Viewer } from "@/lib/access/viewer";
import { countContacts } from "@/lib/contact-register/queries";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { customerFilter, filterQuery } from "@/lib/customers/filter";
import { countTabs } from "@/lib/customers/list";
import type { Params } from "@/lib/list-address";
import { contactsBehind, customersBehind } from "@/lib/reports/drill";
import { contactDimensionsFor, dimensionsFor, type Report, reportOf } from "@/lib/reports/filter";
import { countReport, listReportContacts, listReportCustomers } from "@/lib/reports/queries";
import type { Key } from "@/lib/reports/rules";
import { type Cast, cast, signedIn } from "./cast";
import { newField } from "./custom-field";

let we: Cast;
let choice: { id: number; options: number[] };

beforeAll(async () => {
  we = await cast();
  await db.update(settings).set({ features: ["roles", "segments", "multiCompany"] });
  const { ahola, aijala, berg, dal } = we.world.customers;
  choice = await newField({ kind: "multiChoice", onReports: true }, ["Punainen", "Sininen"]);
  const fields = [
    await newField({ kind: "yesNo", onReports: true }),
    await newField({ kind: "number", onReports: true }),
    await newField({ kind: "text", onReports: true }),
    await newField({ kind: "date", onReports: true }),
  ] as const;
  const [one, two] = choice.options;
  const values = {
    [ahola]: { [choice.id]: [one, two], [fields[0].id]: true, [fields[1].id]: "12.50", [fields[2].id]: "Teksti" },
    [berg]: { [choice.id]: [one], [fields[0].id]: false, [fields[1].id]: "12.50", [fields[2].id]: "teksti" },
    [dal]: { [fields[3].id]: "2026-03-01" },
    [aijala]: { [fields[2].id]: "none" },
  };
  for (const [id, custom] of Object.entries(values)) {
    await db
      .update(customers)
      .set({ custom })
      .where(eq(customers.id, Number(id)));
  }
});

const again = (viewer: Viewer) => signedIn(viewer.employeeId);

async function asked(
  viewer: Viewer,
  params: Params,
): Promise<{ report: Report; words: Parameters<typeof countReport>[2] }> {
  const fields = await listCustomFields(viewer);
  const report = reportOf(params, { viewer, fields });
  if (!report) throw new Error(`no report: ${JSON.stringify(params)}`);
  return { report, words: { locale: "fi", fields: fields.filter(({ onReports }) => onReports) } };
}

async function figures(viewer: Viewer, params: Params) {
  const { report, words } = await asked(viewer, params);
  return countReport(viewer, report, words);
}

/** How many the list shows behind a number: the register's own where it can say it, else that of the report. */
async function listed(viewer: Viewer, params: Params, at: { line: Key | null; column: Key | null }) {
  const { report, words } = await asked(viewer, { ...params, line: at.line ?? "", column: at.column ?? "" });
  if (report.about === "contacts") {
    const found = contactsBehind(report, at);
    if (found) return { by: "register", count: await countContacts(viewer, found) };
    const rows = await listReportContacts(viewer, report, words);
    return { by: "report", count: rows[0]?.total ?? 0 };
  }
  const found = customersBehind(report, at, words.fields);
  if (found?.tab && found.tab !== "deleted") {
    const address = Object.fromEntries(
      Object.entries({ ...filterQuery(found), open: "yes" }).map(([name, value]) => [name, String(value ?? "")]),
    );
    const counts = await countTabs(viewer, customerFilter(address, words.fields));
    return { by: "register", count: counts[found.tab] };
  }
  const rows = await listReportCustomers(viewer, report, words);
  return { by: "report", count: rows[0]?.total ?? 0 };
}

/** Every number of a report is that of the list behind it. @returns which lists were asked */
async function agrees(viewer: Viewer, params: Params) {
  const counted = await figures(viewer, params);
  const by = new Set<string>();
  for (const { line, column, count, money } of counted) {
    if (money) continue;
    const list = await listed(viewer, params, { line, column });
    by.add(list.by);
    expect(list.count, `${JSON.stringify(params)} ${line} ${column} by ${list.by}`).toBe(count);
  }
  expect(counted.length, JSON.stringify(params)).toBeGreaterThan(0);
  return by;
}

describe("numbers", () => {
  test("are those of the lists behind them, in every dimension and for everybody", async () => {
    for (const who of [we.maija, we.aino, we.sven, we.eetu]) {
      const viewer = await again(who);
      const fields = await listCustomFields(viewer);
      for (const by of dimensionsFor({ viewer, fields })) {
        await agrees(viewer, { by });
        await agrees(viewer, { by, stage: "all", across: "type" });
      }
      for (const by of contactDimensionsFor(viewer)) await agrees(viewer, { about: "contacts", by, across: "type" });
    }
  }, 60_000);
});
