import type { Viewer } from "@/lib/access/viewer";
import type { OpenInvoice } from "@/lib/invoices/queries";
import { mayInvoice } from "@/lib/invoices/rules";

/** What every part of the page of an invoice is given. */
export type Opened = { viewer: Viewer; invoice: OpenInvoice };

/** May it be changed, issued or thrown away now. */
export const isOpenDraft = ({ viewer, invoice }: Opened): boolean =>
  mayInvoice(viewer) && invoice.status === "draft" && invoice.archivedAt === null;

/** May something of it be taken back now. */
export const isCreditable = ({ viewer, invoice }: Opened): boolean =>
  mayInvoice(viewer) && invoice.status === "issued" && invoice.creditOf === null && invoice.archivedAt === null;

/** Whether all of it has been taken back: what was and its credit notes come to nothing. */
export const isCreditedWhole = ({ net, credited }: OpenInvoice): boolean =>
  credited === (net?.startsWith("-") ? net.slice(1) : `-${net}`);
