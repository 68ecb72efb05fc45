import { sql } from "drizzle-orm";
import { bigint, check, customType, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, ref } from "./columns.ts";
import { customerContacts } from "./contacts.ts";
import { customers } from "./customers.ts";
import { employees } from "./employees.ts";
import { projects } from "./projects.ts";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The bytes of an uploaded file: in `blobChunks`, or in the outer store under the blob's id. Never changed. */
export const blobs = pgTable(
  "blobs",
  {
    id: id(),
    sha256: text(),
    size: bigint({ mode: "number" }),
    store: text({ enum: ["database", "s3"] }).notNull(),
    /** Null while the bytes are arriving; what stays so is tidied away. */
    completedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
  },
  (blob) => [
    index("blobs_sha256").on(blob.sha256),
    check("blobs_store_known", sql`${blob.store} in ('database', 's3')`),
    check(
      "blobs_complete",
      sql`${blob.completedAt} is null or (${blob.sha256} is not null and ${blob.size} is not null)`,
    ),
  ],
);

export const blobChunks = pgTable(
  "blob_chunks",
  {
    blobId: ref()
      .notNull()
      .references(() => blobs.id, { onDelete: "cascade" }),
    place: integer().notNull(),
    bytes: bytes().notNull(),
  },
  (chunk) => [primaryKey({ name: "blob_chunks_pkey", columns: [chunk.blobId, chunk.place] })],
);

/** A file or a link of a customer, or of one of its projects. */
export const files = pgTable(
  "files",
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    projectId: ref().references(() => projects.id, { onDelete: "set null" }),
    /** The contact it is about; it goes when that person is erased. */
    contactId: ref().references(() => customerContacts.id, { onDelete: "set null" }),
    name: text().notNull(),
    description: text(),
    keywords: text(),
    /** A link has an address, a file its bytes. */
    url: text(),
    blobId: ref().references(() => blobs.id),
    mediaType: text(),
    createdAt: moment().notNull().defaultNow(),
    createdBy: ref().references(() => employees.id),
    updatedAt: moment().notNull().defaultNow(),
    updatedBy: ref().references(() => employees.id),
    version: integer().notNull().default(1),
  },
  (file) => [
    index("files_customer").on(file.customerId),
    index("files_project").on(file.projectId),
    index("files_contact").on(file.contactId),
    uniqueIndex("files_blob_unique").on(file.blobId),
    check("files_name_present", sql`${file.name} <> ''`),
    check("files_one_source", sql`num_nonnulls(${file.url}, ${file.blobId}) = 1`),
  ],
);
