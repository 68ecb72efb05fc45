import "server-only";
import { eq, like, sql } from "drizzle-orm";
import { workOrderTemplatePeople, workOrderTemplates } from "@/db/schema/index";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import { Invalid } from "@/lib/errors";
import { noInput } from "@/lib/fields";
import { touched } from "@/lib/stamps";
import type { Assigning } from "@/lib/work-orders/fields";
import { areStaff, seenAfter, seenByEveryone } from "@/lib/work-orders/links";
import { newTemplateInput, stateInput, templateInput } from "./fields";

export const createTemplate = command({
  may: "workOrders.edit",
  subject: workOrderTemplates,
  log: "workOrderTemplate.created",
  input: newTemplateInput,
  async run({ viewer, tx, tables, change }, { visibility, roleId, teamId, people, assignTo, assigneeId, ...said }) {
    const { people: named, ...seen } = await seenAfter(tx, tables, seenByEveryone, {
      visibility,
      roleId,
      teamId,
      people,
    });
    const given = await givenAfter(tx, tables, { assignTo: "nobody", assigneeId: null }, { assignTo, assigneeId });
    const id = await insertTemplate(tx, viewer.employeeId, { ...said, ...seen, ...given }, named);
    if (named.length) change("people", null, named);
    return { id };
  },
});

export const updateTemplate = command({
  may: "workOrders.edit",
  on: workOrderTemplates,
  log: "workOrderTemplate.updated",
  input: templateInput,
  async run(
    { viewer, tx, tables, row, change },
    { visibility, roleId, teamId, people, assignTo, assigneeId, ...said },
  ) {
    const held = await peopleOf(tx, row.id);
    const before = { ...row, people: held };
    const { people: named, ...seen } = await seenAfter(tx, tables, before, { visibility, roleId, teamId, people });
    const given = await givenAfter(tx, tables, row, { assignTo, assigneeId });
    await tx
      .update(workOrderTemplates)
      .set({ ...said, ...seen, ...given, ...touched(workOrderTemplates, viewer.employeeId) })
      .where(eq(workOrderTemplates.id, row.id));
    await tx.delete(workOrderTemplatePeople).where(eq(workOrderTemplatePeople.templateId, row.id));
    await writePeople(tx, row.id, named);
    change("people", held, await peopleOf(tx, row.id));
    return { id: row.id };
  },
});

/** The same once more, under the next free name: "Annual inspection 2". */
export const copyTemplate = command({
  may: "workOrders.edit",
  on: workOrderTemplates,
  subject: workOrderTemplates,
  log: "workOrderTemplate.copied",
  input: noInput,
  async run({ viewer, tx, row }) {
    const { id, version, createdAt, updatedAt, createdBy, updatedBy, disabledAt, ...same } = row;
    const name = await freeName(tx, row.name);
    return { id: await insertTemplate(tx, viewer.employeeId, { ...same, name }, await peopleOf(tx, row.id)) };
  },
});

/** Disabled, a template is not offered any more; orders made with it stay what they are. */
export const switchTemplate = command({
  may: "workOrders.edit",
  on: workOrderTemplates,
  log: "workOrderTemplate.switched",
  input: stateInput,
  async run({ viewer, tx, row }, { to }) {
    await tx
      .update(workOrderTemplates)
      .set({ disabledAt: to === "disabled" ? sql`now()` : null, ...touched(workOrderTemplates, viewer.employeeId) })
      .where(eq(workOrderTemplates.id, row.id));
    return { id: row.id };
  },
});

type Given = { assignTo: Assigning; assigneeId: number | null };

/** Who is to do it after what a form sends. Who was named before may stay. @throws Invalid where somebody is missing */
async function givenAfter(tx: Transaction, tables: Tables, before: Given, input: Partial<Given>): Promise<Given> {
  const assignTo = input.assignTo ?? before.assignTo;
  if (assignTo !== "employee") return { assignTo, assigneeId: null };
  const assigneeId = input.assigneeId === undefined ? before.assigneeId : input.assigneeId;
  if (assigneeId === null) throw new Invalid({ assigneeId: { key: "required" } });
  const isNew = assigneeId !== before.assigneeId;
  if (isNew && !(await areStaff(tx, tables, [assigneeId]))) throw new Invalid({ assigneeId: { key: "chooseOption" } });
  return { assignTo, assigneeId };
}

async function insertTemplate(
  tx: Transaction,
  by: number,
  values: Omit<typeof workOrderTemplates.$inferInsert, "id">,
  people: readonly number[],
): Promise<number> {
  const [template] = await tx
    .insert(workOrderTemplates)
    .values({ ...values, createdBy: by, updatedBy: by })
    .returning({ id: workOrderTemplates.id });
  if (!template) throw new Error("no template");
  await writePeople(tx, template.id, people);
  return template.id;
}

async function peopleOf(tx: Transaction, templateId: number): Promise<number[]> {
  const { employeeId } = workOrderTemplatePeople;
  const rows = await tx
    .select({ id: employeeId })
    .from(workOrderTemplatePeople)
    .where(eq(workOrderTemplatePeople.templateId, templateId))
    .orderBy(employeeId);
  return rows.map(({ id }) => id);
}

async function writePeople(tx: Transaction, templateId: number, people: readonly number[]): Promise<void> {
  if (people.length)
    await tx.insert(workOrderTemplatePeople).values(people.map((employeeId) => ({ templateId, employeeId })));
}

async function freeName(tx: Transaction, name: string): Promise<string> {
  const stem = name.slice(0, 90);
  const rows = await tx
    .select({ name: sql<string>`lower(${workOrderTemplates.name})` })
    .from(workOrderTemplates)
    .where(like(sql`lower(${workOrderTemplates.name})`, `${stem.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`));
  const taken = new Set(rows.map((row) => row.name));
  for (let n = 2; ; n++) if (!taken.has(`${stem} ${n}`.toLowerCase())) return `${stem} ${n}`;
}
