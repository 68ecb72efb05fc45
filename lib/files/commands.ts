import "server-only";
import { and, asc, eq, isNotNull, notExists } from "drizzle-orm";
import { z } from "zod";
import { blobs, customers, files } from "@/db/schema/index";
import { changesBetween, recordEach } from "@/lib/access/audit";
import { command, type Transaction } from "@/lib/access/gate";
import type { Tables } from "@/lib/access/rows";
import type { Viewer } from "@/lib/access/viewer";
import { refuseArchived } from "@/lib/customers/holding";
import { Invalid, type Problems } from "@/lib/errors";
import { inputOf } from "@/lib/fields";
import { absent } from "@/lib/outcome";
import { workable } from "@/lib/projects/workable";
import { touched } from "@/lib/stamps";
import { text } from "@/lib/text";
import { linkFields, placeFields } from "./fields";
import { mayChangeFile, mostFiles } from "./rules";

/** Bytes are named by their hash, so that the same form sent twice says the same. */
const arrived = z.strictObject({
  name: text(200),
  mediaType: z.string(),
  sha256: z.string().length(64),
  size: z.number().int().positive(),
});

/** Files whose bytes have been kept (lib/access/blobs) become files of a customer, or of one of its projects. */
export const addFiles = command({
  may: "customers.edit",
  on: customers,
  subject: files,
  log: "file.created",
  input: inputOf(placeFields).extend({ files: z.array(arrived).min(1).max(mostFiles) }),
  async run({ viewer, tx, tables, row: customer }, { files: given, ...place }) {
    refuseArchived(customer);
    await checkPlace({ viewer, tx, tables }, customer.id, place);
    const by = viewer.employeeId;
    const added: (typeof files.$inferSelect)[] = [];
    for (const { name, mediaType, sha256, size } of given) {
      const blobId = await unclaimed(tx, sha256, size);
      const values = { ...place, customerId: customer.id, name, mediaType, blobId, createdBy: by, updatedBy: by };
      added.push(...(await tx.insert(files).values(values).returning()));
    }
    const [first, ...others] = added;
    if (!first) throw new Error("no file");
    await recordEach(
      tx,
      { actorId: by, action: "file.created", source: "web", subject: "files" },
      others.map((file) => ({ id: file.id, version: 1, customerId: customer.id, changes: changesBetween({}, file) })),
    );
    return { id: first.id, count: added.length };
  },
});

/** Bytes that belong to no file yet. */
async function unclaimed(tx: Transaction, sha256: string, size: number): Promise<number> {
  const same = and(eq(blobs.sha256, sha256), eq(blobs.size, size), isNotNull(blobs.completedAt));
  const claimed = tx.select({ id: files.id }).from(files).where(eq(files.blobId, blobs.id));
  const [blob] = await tx
    .select({ id: blobs.id })
    .from(blobs)
    .where(and(same, notExists(claimed)))
    .orderBy(asc(blobs.id))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!blob) throw new Invalid({ file: { key: "fileIncomplete" } });
  return blob.id;
}

export const addLink = command({
  may: "customers.edit",
  on: customers,
  subject: files,
  log: "file.created",
  input: inputOf(linkFields).required({ name: true, url: true }),
  async run({ viewer, tx, tables, row: customer }, input) {
    refuseArchived(customer);
    await checkPlace({ viewer, tx, tables }, customer.id, input);
    const by = viewer.employeeId;
    const [added] = await tx
      .insert(files)
      .values({ ...input, customerId: customer.id, createdBy: by, updatedBy: by })
      .returning({ id: files.id });
    if (!added) throw new Error("no link");
    return added;
  },
});

/** Renames, describes or moves a file or a link: one's own, or any with everything on customers. */
export const updateFile = command({
  may: "customers.edit",
  on: files,
  log: "file.updated",
  input: inputOf(linkFields),
  async run({ viewer, tx, tables, row }, input) {
    await checkChange(tx, viewer, row);
    if (input.url !== undefined && row.url === null) throw new Invalid({ "": { key: "formChanged" } });
    await checkPlace({ viewer, tx, tables }, row.customerId, input, row);
    await tx
      .update(files)
      .set({ ...input, ...touched(files, viewer.employeeId) })
      .where(eq(files.id, row.id));
    return { id: row.id };
  },
});

/** For good, with its bytes. */
export const deleteFile = command({
  may: "customers.edit",
  on: files,
  log: "file.deleted",
  input: z.strictObject({}),
  async run({ viewer, tx, row }) {
    await checkChange(tx, viewer, row);
    await tx.delete(files).where(eq(files.id, row.id));
    return { id: row.id };
  },
});

type Changing = Parameters<typeof mayChangeFile>[0];

async function checkChange(tx: Transaction, viewer: Changing, file: { customerId: number; createdBy: number | null }) {
  if (!mayChangeFile(viewer, file)) absent();
  const [customer] = await tx
    .select({ archivedAt: customers.archivedAt })
    .from(customers)
    .where(eq(customers.id, file.customerId));
  if (customer) refuseArchived(customer);
}

type Place = { projectId?: number | null; contactId?: number | null };

type Scope = { viewer: Viewer; tx: Transaction; tables: Tables };

/**
 * The project has to be the customer's and one the viewer works in, the contact the customer's; what stays as it was is
 * not asked again.
 */
async function checkPlace({ viewer, tx, tables }: Scope, customerId: number, given: Place, before: Place = {}) {
  const problems: Problems = {};
  const places = { projectId: tables.projects, contactId: tables.customerContacts } as const;
  for (const field of ["projectId", "contactId"] as const) {
    const id = given[field];
    if (id === null || id === undefined || id === before[field]) continue;
    const table = places[field] as Tables["projects"];
    const [found] = await tx
      .select({ id: table.id })
      .from(table)
      .where(
        and(
          eq(table.id, id),
          eq(table.customerId, customerId),
          field === "projectId" ? workable({ viewer, tables }) : undefined,
        ),
      );
    if (!found) problems[field] = { key: "chooseOption" };
  }
  if (Object.keys(problems).length) throw new Invalid(problems);
}
