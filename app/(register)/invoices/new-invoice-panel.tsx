import { Field } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { listInvoices } from "@/lib/invoices/list";
import { newDraftChoices } from "@/lib/invoices/queries";
import { mayInvoice } from "@/lib/invoices/rules";
import { absent } from "@/lib/outcome";
import { FormPanel } from "../form-panel";
import { makeDraft } from "./actions";
import { invoiceWords } from "./words";

type Props = {
  viewer: Viewer;
  customer: { id: number; name: string; archivedAt: Date | null };
  /** The project it is for, where that goes without saying. */
  projectId?: number;
  close: string;
};

/** The panel of a new invoice, where `name` asks for it. @throws absent without the right */
export function newInvoicePanel(name: string, props: Props) {
  if (name !== "new-invoice") return null;
  if (!mayInvoice(props.viewer)) absent();
  return props.customer.archivedAt === null ? <NewInvoicePanel {...props} /> : null;
}

/** In whose name and for what; the rest comes from the terms of the customer and can be changed in the draft. */
async function NewInvoicePanel({ viewer, customer, projectId, close }: Props) {
  const { t, labels } = await invoiceWords();
  const [{ companies, projects }, { isAllowed }] = await Promise.all([
    newDraftChoices(viewer, customer.id),
    listInvoices(viewer, { customerId: customer.id, projectId }),
  ]);
  const works = projects.map(({ id, number, name }) => ({
    value: String(id),
    label: [number, name].filter(Boolean).join(" "),
  }));
  return (
    <FormPanel
      title={t("new")}
      about={customer.name}
      close={close}
      action={makeDraft}
      submit={t("make")}
      labels={{ companyId: t("sender"), projectId: labels.projectId }}
      hidden={{ id: String(customer.id), ...(projectId && { projectId: String(projectId) }) }}
      values={{ companyId: String(companies[0]?.id ?? "") }}
    >
      <p>{t(isAllowed ? "newText" : "notAllowed")}</p>
      {companies.length > 1 && (
        <Field
          name="companyId"
          label={t("sender")}
          kind="select"
          options={companies.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
      {!projectId && works.length > 0 && (
        <Field
          name="projectId"
          label={labels.projectId}
          kind="select"
          options={[{ value: "", label: t("noProject") }, ...works]}
        />
      )}
    </FormPanel>
  );
}
