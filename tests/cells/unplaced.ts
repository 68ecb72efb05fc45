import type pg from "pg";
import type { Person } from "./people";
import type { Hired, Put } from "./world";

export type Made = { companies: Record<Person["company"], number>; employees: Hired; group: number };

/** What belongs to no customer. Lists, imports and jobs are the administrator's alone. */
export async function general(
  db: pg.Client,
  put: Put,
  { companies, employees, group }: Made,
): Promise<Record<string, number>> {
  const mine = { owner_id: employees.administrator };
  const first = async (text: string) => Number((await db.query(text)).rows[0]?.id);
  const importing = {
    employee_id: employees.administrator,
    file_hash: "0",
    head: ["Name"],
    mapping: '["name"]',
    choices: { stage: "active", companyId: String(companies.home) },
  };
  const made = {
    group,
    home: companies.home,
    company: companies.other,
    /** Related to every customer; nobody works there. */
    thirdCompany: await put("companies", { name: "Cells third", country: "NL" }),
    person: employees.colleague ?? 0,
    mate: employees.mate ?? 0,
    aide: employees.aide ?? 0,
    feed: await first(`select id from calendar_feeds where employee_id = ${employees.administrator}`),
    leaver: employees.deactivated ?? 0,
    deletedGroup: await put("groups", { name: "Cells gone", deleted_at: new Date() }),
    specialGroup: await put("special_groups", { name: "Cells special" }),
    deletedSpecialGroup: await put("special_groups", { name: "Cells past", deleted_at: new Date() }),
    list: await put("mailing_lists", { name: "canary0owned0list", filter: "{}", ...mine }),
    report: await put("saved_reports", { name: "canary0owned0report", filter: "{}", ...mine }),
    import: await put("imports", { ...importing, kind: "customers", file_name: "canary0owned0import.csv" }),
    matrixImport: await put("imports", {
      ...importing,
      kind: "responsibilities",
      file_name: "canary0owned0matrix.csv",
    }),
    job: await put("jobs", {
      kind: "registryCheck",
      employee_id: employees.administrator,
      status: "stopped",
      total: 1,
      ended_at: new Date(),
    }),
    profile: await put("profiles", { name: "Cells spare", grants: "{}", reach: [] }),
    template: await put("work_order_templates", { name: "Cells template", title: "Cells template" }),
    tag: await put("tags", { name: "Cells tag" }),
    otherTag: await put("tags", { name: "Cells other tag" }),
    keyword: await put("keywords", { name: "Cells keyword" }),
    contactRole: await first("select id from contact_roles order by id limit 1"),
    activityType: await first("select id from activity_types where kind = 'todo' order by id limit 1"),
    status: await first("select id from sales_statuses where state = 'inProgress' order by id limit 1"),
    wonStatus: await first("select id from sales_statuses where state = 'won' order by id limit 1"),
    rate: await put("exchange_rates", { currency: "CHF", valid_from: "2026-01-01", rate: 1.1 }),
    vatRate: await put("vat_rates", { country: "LU", rate: 17 }),
    tieChange: await put("responsibility_changes", { kind: "cell", made_by: employees.administrator }),
    handOver: await put("hand_overs", {
      from_id: employees.colleague,
      to_id: employees.mate,
      starts_on: "2099-01-01",
      undated: '{"customers":[],"projects":[],"groups":[],"orders":[]}',
      count: 0,
      made_by: employees.administrator,
    }),
  };
  await put("import_rows", { import_id: made.import, line: 2, cells: ["canary0owned0row"] });
  await put("import_rows", { import_id: made.matrixImport, line: 2, cells: ["canary0owned0cell"] });
  return made;
}
