import type { Viewer } from "@/lib/access/viewer";
import type { OpenInvoice } from "@/lib/invoices/queries";
import { mayInvoice, maySendFor } from "@/lib/invoices/rules";

/** What every part of the page of an invoice is given. */
export type Opened = { viewer: Viewer; invoice: OpenInvoice };

/** Whether it is the viewer's to do something with at all. */
export const maySend = ({ viewer, invoice }: Opened): boolean => mayInvoice(viewer) && maySendFor(viewer, invoice);

/** May it be changed, issued or thrown away now. */
export const isOpenDraft = (opened: Opened): boolean =>
  maySend(opened) && opened.invoice.status === "draft" && opened.invoice.archivedAt === null;

/** May something of it be taken back now. */
export const isCreditable = (opened: Opened): boolean =>
  maySend(opened) &&
  opened.invoice.status === "issued" &&
  opened.invoice.creditOf === null &&
  opened.invoice.archivedAt === null;

/** Whether all of it has been taken back: what was and its credit notes come to nothing. */
export const isCreditedWhole = ({ net, credited }: OpenInvoice): boolean =>
  credited === (net?.startsWith("-") ? net.slice(1) : `-${net}`);
