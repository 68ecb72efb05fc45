import "server-only";
import { customerImportWorker, importCheckWorker } from "@/lib/imports/work";
import { checkWorker } from "@/lib/registry-checks/work";
import type { JobKind, Worker } from "./rules";

/** Who does the work of each kind of job. */
export const workers: Record<JobKind, Worker> = {
  registryCheck: checkWorker,
  importCheck: importCheckWorker,
  customerImport: customerImportWorker,
};
