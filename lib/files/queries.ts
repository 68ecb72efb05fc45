import "server-only";
import { and, count, desc, eq, or, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { given, kept } from "@/lib/access/kept";
import { outOfReach } from "@/lib/access/refused";
import { employeeName } from "@/lib/employees/rules";
import { workable } from "@/lib/projects/workable";

/**
 * Files and links of a customer and of those of its projects that the viewer sees, or of one project, the newest first.
 * @param most how many are listed; `total` on every row says how many there are
 */
export const filesOf = query(
  "customers.read",
  async (scope, customer: number, most: number, projectId: number | null = null) => {
    const { files } = scope.tables;
    const asked = () =>
      selected(scope)
        .where(
          and(eq(files.customerId, given("customer")), projectId ? eq(files.projectId, given("project")) : undefined),
        )
        .orderBy(desc(files.createdAt), desc(files.id))
        .limit(most);
    const question = ["filesOf", most, projectId !== null] as const;
    return kept(scope.tables, question, asked, { customer, project: projectId ?? 0 });
  },
);

export type ListedFile = Awaited<ReturnType<typeof filesOf>>[number];

/** One file or link of a customer. */
export const getFile = query("customers.read", async (scope, customerId: number, id: number) => {
  const { files } = scope.tables;
  const [file] = await selected(scope).where(and(eq(files.id, id), eq(files.customerId, customerId)));
  return file ?? outOfReach(scope.viewer, "files", id);
});

/**
 * The projects of a customer to which the viewer may add files, open ones first.
 * @param held what a file belongs to stays on offer
 */
export const projectsForFiles = query(
  "projects.own",
  async ({ db, tables, viewer }, customerId: number, held: number | null) => {
    const { projects } = tables;
    return db
      .select({ id: projects.id, number: projects.number, name: projects.name })
      .from(projects)
      .where(and(eq(projects.customerId, customerId), or(workable({ viewer, tables }), eq(projects.id, held ?? 0))))
      .orderBy(sql`${projects.status} = 'closed'`, desc(projects.startsOn), desc(projects.id));
  },
);

function selected({ db, tables }: ReadScope) {
  const { blobs, customerContacts, files, persons, projects } = tables;
  return db
    .select({
      id: files.id,
      version: files.version,
      name: files.name,
      description: files.description,
      keywords: files.keywords,
      url: files.url,
      size: blobs.size,
      projectId: files.projectId,
      projectName: projects.name,
      contactId: files.contactId,
      // The id first: drizzle takes what begins with null for nothing at all, and an erased person has no first name.
      contact: { id: persons.id, firstName: persons.firstName, lastName: persons.lastName, erasedAt: persons.erasedAt },
      createdAt: files.createdAt,
      createdBy: files.createdBy,
      author: employeeName(tables, files.createdBy),
      updatedAt: files.updatedAt,
      editor: employeeName(tables, files.updatedBy),
      total: sql<number>`${count()} over ()`.mapWith(Number),
    })
    .from(files)
    .leftJoin(blobs, eq(blobs.id, files.blobId))
    .leftJoin(projects, eq(projects.id, files.projectId))
    .leftJoin(customerContacts, eq(customerContacts.id, files.contactId))
    .leftJoin(persons, eq(persons.id, customerContacts.personId));
}
