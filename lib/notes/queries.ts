import "server-only";
import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { employeeName } from "@/lib/employees/rules";
import { patternsOf } from "@/lib/list-address";
import { type NoteFilter, pageSize } from "./filter";

/** What the notes of a place are narrowed by: a project that has some of them. */
export type NotedProject = { id: number; name: string };

/**
 * The notes of a customer and of its projects that the viewer sees, or of one project: pinned ones first, the newest on
 * top. One statement.
 * @returns besides: how many there are with and without the filter, and which projects have some
 */
export const notesOf = query(
  "customers.read",
  async (scope, at: { customerId: number; projectId: number | null }, filter: NoteFilter) => {
    const { customerId: customer, projectId } = at;
    const asked = () => notesAsked(scope, projectId !== null, filter);
    const question = ["notesOf", projectId !== null, filter] as const;
    const rows = await kept(scope.tables, question, asked, { customer, project: projectId ?? 0 });
    const { all, found, projects } = rows[0]?.totals ?? { all: 0, found: 0, projects: [] };
    const shown = rows.flatMap((row) => row.listed ?? []);
    return { all, found, projects, notes: shown, hasMore: found > shown.length };
  },
);

/** @param ofProject whether of the project or of the customer that is `given` */
function notesAsked({ db, tables, viewer }: ReadScope, ofProject: boolean, filter: NoteFilter) {
  const { openActivities: notes } = tables;
  const author = employeeName(tables, notes.createdBy);
  const words = sql`' ' || fold(translate(concat_ws(' ', ${notes.title}, ${notes.body}, ${author}, ${notes.project}),
      E'\n\t', '  ')) || ' '`;
  const wanted: SQL[] = filter.q ? patternsOf(filter.q).map((pattern) => sql`${words} like ${pattern}`) : [];
  if (filter.project === "none") wanted.push(sql`${notes.projectId} is null`);
  else if (filter.project) wanted.push(sql`${notes.projectId} = ${filter.project}`);
  const writtenOn = sql`(${notes.createdAt} at time zone ${viewer.facts.timeZone})::date`;
  const here = db.$with("here").as(
    db
      .select({
        hereId: sql<number>`${notes.id}`.as("here_id"),
        projectId: notes.projectId,
        project: notes.project,
        isPinned: notes.isPinned,
        day: sql<string>`coalesce(${notes.dueOn}, ${writtenOn})`.as("day"),
        isWanted: sql<boolean>`${and(...wanted) ?? sql`true`}`.as("is_wanted"),
      })
      .from(notes)
      .where(
        and(
          eq(notes.kind, "note"),
          ofProject ? eq(notes.projectId, given("project")) : eq(notes.customerId, given("customer")),
        ),
      ),
  );
  const totals = db
    .select({
      all: sql<number>`count(*)`.mapWith(Number).as("all_notes"),
      found: sql<number>`count(*) filter (where ${here.isWanted})`.mapWith(Number).as("found_notes"),
      projects: sql<NotedProject[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', p.project_id, 'name', p.project)
          order by p.project), '[]') from (select distinct project_id, project from ${here} where project_id is not null) p)`.as(
        "projects",
      ),
    })
    .from(here)
    .as("totals");
  const page = db
    .select({ hereId: here.hereId, day: here.day, isFirst: here.isPinned })
    .from(here)
    .where(sql`${here.isWanted}`)
    .orderBy(desc(here.isPinned), desc(here.day), desc(here.hereId))
    .limit(filter.show * pageSize)
    .as("page");
  const listed = db
    .select({
      id: notes.id,
      title: notes.title,
      body: notes.body,
      projectId: sql<number | null>`${notes.projectId}`.as("of_project"),
      project: sql<string | null>`${notes.project}`.as("project_name"),
      isPinned: sql<boolean>`${notes.isPinned}`.as("pinned"),
      isPrivate: notes.isPrivate,
      ownerId: notes.ownerId,
      createdBy: notes.createdBy,
      author: sql<string | null>`${author}`.as("author"),
      participants: notes.participants,
      day: page.day,
      isFirst: page.isFirst,
    })
    .from(page)
    .innerJoin(notes, eq(notes.id, page.hereId))
    .as("listed");
  return db
    .with(here)
    .select()
    .from(totals)
    .leftJoin(listed, sql`true`)
    .orderBy(desc(listed.isFirst), desc(listed.day), desc(listed.id));
}

export type ListedNote = Awaited<ReturnType<typeof notesOf>>["notes"][number];

/** How many lines of one's day may say that one was mentioned. */
export const mostMentions = 20;

/** The notes that name the viewer and were not yet put away, the newest first; one more than is shown. */
export const myMentions = query("customers.read", async ({ db, tables }) => {
  const { customers, myMentions: mentions } = tables;
  const { id, mentionId, customerId, title, project, createdAt } = mentions;
  const author = employeeName(tables, mentions.createdBy);
  return db
    .select({ id, mentionId, customerId, customer: customers.name, title, project, author, createdAt })
    .from(mentions)
    .innerJoin(customers, and(eq(customers.id, mentions.customerId), isNull(customers.archivedAt)))
    .orderBy(desc(createdAt), desc(id))
    .limit(mostMentions + 1);
});

export type MyMention = Awaited<ReturnType<typeof myMentions>>[number];
