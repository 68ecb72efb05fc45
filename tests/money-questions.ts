import type { Viewer } from "@/lib/access/viewer";
import { activityFilter } from "@/lib/activities/filter";
import { contactFilter } from "@/lib/contact-register/filter";
import { customerFilter } from "@/lib/customers/filter";
import { figureFilter } from "@/lib/financials/filter";
import { historyFilter } from "@/lib/history/filter";
import { figuresOf } from "@/lib/key-figures/rules";
import { matrixFilter } from "@/lib/matrix/filter";
import { noteFilter } from "@/lib/notes/filter";
import { taskFilter } from "@/lib/project-tasks/filter";
import { projectFilter } from "@/lib/projects/filter";
import { queueFilter } from "@/lib/registry-queue/filter";
import { reportOf } from "@/lib/reports/filter";
import { moneyColumns } from "@/lib/reports/rules";
import { personFilter } from "@/lib/responsible-persons/filter";
import { workOrderFilter } from "@/lib/work-orders/filter";

type Asked = {
  /** A customer, its project, a draft and an issued invoice. */
  ids: number[];
  /** Another thing of the customer's by its table. */
  things: Record<string, number>;
  /** Changes that the log tells of. */
  values: number[];
};

/** Every column with money that a report may have. */
const everyColumn = moneyColumns.join();

/** Doors that need something typed, uploaded or made first. A new one is asked below or, where it knows no money, named here. */
export const unasked = [
  "contact-register/export.ts exportContacts",
  "groupings/queries.ts groupingChoices",
  "groups/queries.ts previewTemplate",
  "groups/queries.ts namesOfSellers",
  "imports/queries.ts getImport",
  "imports/queries.ts dryRun",
  "imports/queries.ts listRejected",
  "imports/queries.ts listImported",
  "invoices/queries.ts draftOf",
  "jobs/queries.ts getJob",
  "mailing-lists/queries.ts getMailingList",
  "numbering/queries.ts judgeNumber",
  "projects/queries.ts getWonCase",
  "registry-queue/list.ts demandQueued",
  "registry/queries.ts getComparison",
  "responsibilities/export.ts exportMatrix",
  "responsibility-bulk/queries.ts previewBulk",
  "responsibility-import/queries.ts previewMatrix",
  "responsible-persons/export.ts exportPersons",
  "security-log/export.ts exportSecurityLog",
  "work-orders/queries.ts getWorkOrder",
  "work-orders/queries.ts whoSeesWorkOrder",
  "work-orders/queries.ts whyISeeWorkOrder",
];

/** What each question is asked with; all others with the customer, the project, an invoice, or nothing. */
export function questions(viewer: Viewer, { ids, things, values }: Asked): Record<string, unknown[][]> {
  const [berg = 0, project = 0, draft = 0, invoice = 0] = ids;
  const place = { customerId: berg, projectId: null };
  const whose = { customer: berg, below: false, project: null };
  const figures = { ...figureFilter({}, viewer), whose };
  const words = { locale: "fi", fields: [] };
  const reader = { viewer, fields: [] };
  const report = reportOf({ by: "type", columns: everyColumn }, reader);
  const list = { ...report, view: "list" };
  const contacts = reportOf({ about: "contacts", by: "role" }, reader);
  const customers = customerFilter({});
  const year = Number(viewer.facts.today.slice(0, 4));
  const currency = { id: project, currency: "EUR", budget: null, budgetHours: null };
  return {
    "activities/queries.ts": [
      [berg, activityFilter({}), "fi"],
      [things.activities, berg, "fi"],
    ],
    "contact-register/export.ts": [
      [
        { filter: contactFilter({}), format: "csv" },
        { ...words, t: String, options: {} },
      ],
    ],
    "contacts/queries.ts": [[berg, things.contacts, "fi"]],
    "erasure/queries.ts": [[berg, things.contacts]],
    "exchange-rates/queries.ts": [[things.rates], [null]],
    "files/queries.ts": [
      [berg, things.files],
      [berg, 50],
    ],
    "groups/queries.ts": [[{ q: "", page: 1 }, "fi"]],
    "mailing-lists/export.ts": [[contactFilter({})]],
    "mailing-lists/queries.ts": [[contactFilter({})]],
    "people/queries.ts": [[{ q: "", page: 1 }, "fi"]],
    "registers/queries.ts": [["salesStatuses", "fi"]],
    "responsibilities/queries.ts": [[{ subject: "project", subjectId: project }, "fi"]],
    "settings/queries.ts": [["wonMakesActive", "off"]],
    "sight/queries.ts": [[berg, { q: "", page: 1 }, "fi"]],
    "special-groups/queries.ts": [[{ q: "", page: 1 }, "fi"], [things.groups]],
    "vcards/export.ts": [[contactFilter({})]],
    "contact-register/queries.ts": [[contactFilter({}), "fi"]],
    "customers/export.ts": [[{ facts: {} }, { ...words, t: String, types: new Map(), timeZone: "UTC" }]],
    "customers/list.ts": [
      [customers, "fi"],
      ["fi", customers],
      [customers, [berg], "fi"],
      [customers, [null]],
      [customers, { names: figuresOf.list, patiently: true }],
    ],
    "financials/export.ts": [
      [{ asked: figures, by: "months", format: "csv" }, "fi"],
      [{ asked: figures, by: "parts" }, "fi"],
    ],
    "financials/queries.ts": [
      [figures, "fi"],
      [{ ...figures, whose: { grouping: null } }, "fi"],
      [whose, monthNow(viewer)],
    ],
    "history/queries.ts": [
      [berg, historyFilter({})],
      [berg, ...values],
      [new Map([["projects", new Set([project])]]), "fi"],
    ],
    "invoices/list.ts": [[{ customerId: berg, below: false, page: 1, projectId: null }]],
    "invoices/queries.ts": [[draft], [invoice], [berg]],
    "matrix/queries.ts": [
      [matrixFilter({}), "fi"],
      [matrixFilter({}), null, "fi"],
    ],
    "notes/queries.ts": [[place, noteFilter({})]],
    "project-months/queries.ts": [
      [currency, year],
      [currency],
      [project, "actual", year],
      [project, "forecast", year],
      [project, year],
    ],
    "project-tasks/queries.ts": [[place, taskFilter({}), "fi"], [place], [[project], "fi"], [things.tasks, place]],
    "projects/queries.ts": [[project, "fi"], [berg, "fi", projectFilter({}), false], [berg]],
    "registry-queue/list.ts": [[queueFilter({}), "fi"], [queueFilter({})]],
    "registry/queries.ts": [[berg], [[]]],
    "reports/export.ts": [
      [{ report: list, format: "csv" }, words],
      [{ report: contacts, format: "csv" }, words],
    ],
    "reports/queries.ts": [[report, words], [list, words], [contacts, words], [null]],
    "responsible-persons/export.ts": [[{ filter: personFilter({}), format: "csv" }, words]],
    "responsible-persons/queries.ts": [[personFilter({})], [personFilter({}), "fi"], [personFilter({}), 50, "fi"]],
    "sales/queries.ts": [
      [berg, "fi"],
      [berg, "fi", undefined, true],
      [things.sales, berg, "fi"],
    ],
    "work-orders/export.ts": [
      [
        { filter: workOrderFilter({}), format: "csv" },
        { ...words, status: {}, visibility: {} },
      ],
    ],
    "work-orders/queries.ts": [[workOrderFilter({}), "fi"], [berg], [{ customer: berg }, "fi"], [things.orders, "fi"]],
    other: [[], ["fi"], [berg], [berg, "fi"], [project, "fi"]],
  };
}

const monthNow = (viewer: Viewer) => `${viewer.facts.today.slice(0, 7)}-01`;
