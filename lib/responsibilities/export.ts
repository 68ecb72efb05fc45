import "server-only";
import { and, asc, type SQL, sql } from "drizzle-orm";
import type { ReadScope } from "@/lib/access/gate";
import { stream } from "@/lib/access/stream";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { inTab } from "@/lib/customers/filter";
import { exportNote, type ExportWords as Words } from "@/lib/export-note";
import { collationOf } from "@/lib/locale/choice";
import { inMatrix, type MatrixFilter } from "@/lib/matrix/filter";
import { listEmployees } from "@/lib/matrix/queries";
import { listEmails } from "@/lib/responsibility-import/queries";
import { type Role, rolesOf } from "@/lib/roles/queries";
import type { Book, Cell } from "@/lib/spreadsheets/book";
import { type CellTie, cellText, markOf } from "./cell-text";
import { phaseOf, type Subject } from "./rules";

type Wish = { filter: MatrixFilter; employees: readonly number[]; facts: Record<string, string | number | null> };
type Roles = Record<Subject, readonly Role[]>;
type SheetTie = CellTie & { employeeId: number };
type Held = { owners: number[]; ties: SheetTie[] };
type SheetProject = Held & { number: string; name: string };

/** The matrix, a customer at a time: its own row and those of its projects. */
export const exportMatrix = stream(
  "export",
  "responsibilities.exported",
  (scope, wish: Wish, roles: Roles, locale: Locale) => ({
    query: exported(scope, wish.filter, locale),
    row: rowsIn(wish, roles, scope.viewer.facts.today),
    facts: wish.facts,
  }),
);

/**
 * The matrix as a workbook or .csv is made of it: all customers and employees that the filter finds, a legend, and whose
 * file it is.
 * @param about the filters in words: label and value
 */
export async function matrixBook(
  viewer: Viewer,
  { filter, about, format }: { filter: MatrixFilter; about: [label: string, value: string][]; format: string },
  words: Words,
): Promise<Book> {
  const { t, locale } = words;
  const [{ columns: people }, emails, roles] = await Promise.all([
    listEmployees(viewer, { ...filter, columnPage: 1, columns: Number.MAX_SAFE_INTEGER }, locale),
    listEmails(viewer),
    rolesOf(viewer, locale),
  ]);
  const wish = { filter, employees: people.map(({ id }) => id), facts: { format, employees: people.length } };
  const batches = await exportMatrix(viewer, wish, roles, locale);
  const lead = [
    { heading: t("import.field.number"), kind: "text", width: 14 },
    { heading: t("import.field.name"), kind: "text", width: 32 },
    ...(filter.projects
      ? ([
          { heading: t("matrixFile.projectNumber"), kind: "text", width: 14 },
          { heading: t("matrixFile.projectName"), kind: "text", width: 28 },
        ] as const)
      : []),
  ] as const;
  return {
    sheetName: t("matrix.tab"),
    columns: [
      ...lead,
      ...people.map(({ id, name }) => ({ heading: name, detail: emails.get(id), kind: "text" as const, width: 18 })),
    ],
    frozen: lead.length,
    rows: flat(batches),
    ...exportNote(viewer, [...about, ...legend(t, roles, filter.projects)], words),
  };
}

async function* flat(batches: AsyncIterable<Cell[][][]>): AsyncGenerator<Cell[][]> {
  for await (const batch of batches) yield batch.flat();
}

function legend(t: Words["t"], roles: Roles, withProjects: boolean): [string, string][] {
  const customer = roles.customer.map((role): [string, string] => [markOf(role), role.name]);
  const project = roles.project.map((role): [string, string] => [
    markOf(role),
    t("matrixFile.inProjects", { name: role.name }),
  ]);
  return [
    ["x", t("matrixFile.plain")],
    ["*", t("matrixFile.owner")],
    ...customer,
    ...(withProjects ? project : []),
    ["2026-09-01–2027-06-30", t("matrixFile.days")],
    [";", t("matrixFile.several")],
  ];
}

function exported({ db, tables, viewer }: ReadScope, filter: MatrixFilter, locale: Locale) {
  const { listedCustomers: customers, projects, projectParticipants, responsibilities } = tables;
  const id = sql.raw(`"customers"."id"`);
  const place = sql`${customers.name} ${sql.raw(`collate "${collationOf(locale)}"`)}`;
  const tiesIn = (ties: SQL): SQL => sql`coalesce((
    select jsonb_agg(jsonb_build_object('employeeId', t.employee_id, 'roleId', t.role_id,
      'validFrom', t.valid_from, 'validTo', t.valid_to) order by t.id) from ${ties}), '[]')`;
  const ofProjects = sql`coalesce((
    select jsonb_agg(jsonb_build_object('number', p.number, 'name', p.name, 'owners', jsonb_build_array(p.manager_id),
      'ties', ${tiesIn(sql`(select * from ${projectParticipants}) t where t.project_id = p.id`)}) order by p.number, p.id)
    from (select * from ${projects}) p where p.customer_id = ${id} and (${filter.closed} or p.status <> 'closed')), '[]')`;
  return db
    .select({
      number: customers.number,
      name: customers.name,
      owners: sql`jsonb_build_array(${customers.homeOwner}, ${customers.ownerId})`.as("owners"),
      ties: tiesIn(sql`(select * from ${responsibilities}) t where t.customer_id = ${id}`).as("ties"),
      projects: (filter.projects ? ofProjects : sql`'[]'::jsonb`).as("projects"),
    })
    .from(customers)
    .where(and(inTab(customers, null), inMatrix(viewer, customers, filter)))
    .orderBy(place, asc(customers.id));
}

/** A customer of the database as rows of the sheet; what has ended is left out. */
function rowsIn({ filter, employees }: Wish, roles: Roles, today: string): (cells: unknown[]) => Cell[][] {
  const start = filter.projects ? 4 : 2;
  const columnOf = new Map(employees.map((id, at) => [id, start + at]));
  const row = (lead: Cell[], { owners, ties }: Held, subject: Subject): Cell[] => {
    const cells: Cell[] = [...lead, ...Array<null>(start - lead.length).fill(null)];
    const live = ties.filter((tie) => phaseOf(tie, today) !== "past");
    const byPerson = Map.groupBy(live, ({ employeeId }) => employeeId);
    for (const id of new Set([...owners, ...byPerson.keys()])) {
      const at = columnOf.get(id);
      if (at !== undefined) cells[at] = cellText(byPerson.get(id) ?? [], owners.includes(id), roles[subject]);
    }
    return cells;
  };
  return ([number, name, owners, ties, projects]) => {
    const customer = [number as string, name as string];
    return [
      row(customer, { owners: owners as number[], ties: ties as SheetTie[] }, "customer"),
      ...(projects as SheetProject[]).map((project) =>
        row([...customer, project.number, project.name], project, "project"),
      ),
    ];
  };
}
