import { Behind } from "@/components/panel";
import { wholeNumber } from "@/lib/access/post";
import { getInvoice } from "@/lib/invoices/queries";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { currentViewer } from "@/lib/session";
import { FlashLine } from "../../flash-line";
import { invoiceWords } from "../words";
import { DraftForm } from "./draft-form";
import { InvoiceDocument } from "./invoice-document";
import { InvoiceHead } from "./invoice-head";
import { invoicePanel } from "./invoice-panels";
import { isOpenDraft } from "./opened";

type Address = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

/** An invoice or a credit note as a document; a draft can be edited in its place. */
export default async function Invoice({ params, searchParams }: Address) {
  const [viewer, { id }, query] = await Promise.all([currentViewer(), params, searchParams]);
  const invoice = await getInvoice(viewer, wholeNumber(id) ?? absent());
  const { title } = await invoiceWords();
  const opened = { viewer, invoice };
  const panel = await invoicePanel(String(query.panel ?? ""), opened);
  const editing = !panel && query.edit === "draft" && isOpenDraft(opened);
  return (
    <>
      {!panel && !editing && <title>{`${title(invoice)} · ${invoice.customerName} · Kumppani`}</title>}
      <Behind panel={Boolean(panel)}>
        <FlashLine params={query} />
        <InvoiceHead {...opened} editing={editing} />
        {editing ? <DraftForm {...opened} /> : <InvoiceDocument {...opened} />}
      </Behind>
      {panel}
    </>
  );
}
