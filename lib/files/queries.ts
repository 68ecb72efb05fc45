import "server-only";
import { and, count, desc, eq, sql } from "drizzle-orm";
import { query, type ReadScope } from "@/lib/access/gate";
import { employeeName } from "@/lib/employees/rules";
import { absent } from "@/lib/outcome";

/**
 * Files and links of a customer and of those of its projects that the viewer sees, the newest first.
 * @param most how many are listed; `total` on every row says how many there are
 */
export const filesOf = query("customers.read", async (scope, customerId: number, most: number) =>
  selected(scope)
    .where(eq(scope.tables.files.customerId, customerId))
    .orderBy(desc(scope.tables.files.createdAt), desc(scope.tables.files.id))
    .limit(most),
);

export type ListedFile = Awaited<ReturnType<typeof filesOf>>[number];

/** One file or link of a customer. */
export const getFile = query("customers.read", async (scope, customerId: number, id: number) => {
  const { files } = scope.tables;
  const [file] = await selected(scope).where(and(eq(files.id, id), eq(files.customerId, customerId)));
  return file ?? absent();
});

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
