import "server-only";
import { sql } from "drizzle-orm";
import { query } from "@/lib/access/gate";
import type { Locale } from "@/lib/access/viewer";
import { collationOf } from "@/lib/locale/choice";

/** The templates by name, those out of use last. */
export const listTemplates = query("workOrders.edit", async ({ db, tables }, locale: Locale) => {
  const { workOrderTemplates: templates, workOrderTemplatePeople: links } = tables;
  return db
    .select({
      id: templates.id,
      version: templates.version,
      name: templates.name,
      title: templates.title,
      description: templates.description,
      visibility: templates.visibility,
      roleId: templates.roleId,
      teamId: templates.teamId,
      assignTo: templates.assignTo,
      assigneeId: templates.assigneeId,
      dueInDays: templates.dueInDays,
      disabledAt: templates.disabledAt,
      people: sql<number[]>`coalesce((select array_agg(${links.employeeId} order by ${links.employeeId}) from ${links}
        where ${links.templateId} = ${templates}.id), '{}')`.mapWith((ids: unknown[]) => ids.map(Number)),
    })
    .from(templates)
    .orderBy(
      sql`${templates.disabledAt} is not null, ${templates.name} collate ${sql.raw(`"${collationOf(locale)}"`)}`,
    );
});

export type Template = Awaited<ReturnType<typeof listTemplates>>[number];
