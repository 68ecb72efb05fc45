import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { Pager } from "@/components/pager";
import { html } from "@/components/rows";
import { Section } from "@/components/section";
import { Rows, Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { invoicesPerPage, type ListedInvoice, listInvoices, type YearTotal } from "@/lib/invoices/list";
import { mayInvoice } from "@/lib/invoices/rules";
import { oneOf, type Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { invoiceWords } from "./words";

type Props = {
  viewer: Viewer;
  customer: { id: number; archivedAt: Date | null };
  /** Only the invoices of this project. */
  projectId?: number;
  /** Also those of the units below. */
  below?: boolean;
  query: Params;
};

const pageParam = "invoices";

/** The invoices of a customer or of one of its projects: drafts first, then the newest, and what each year came to. */
export async function InvoiceSection({ viewer, customer, projectId, below = false, query }: Props) {
  const { t, format } = await invoiceWords();
  const page = Math.max(1, Number(/^\d{1,5}$/.exec(oneOf(query, pageParam))?.[0] ?? 1));
  const { rows, count, totals, isAllowed } = await listInvoices(viewer, {
    customerId: customer.id,
    projectId,
    below,
    page,
  });
  const address = (changes: Record<string, string | number | null>) => {
    const kept = { ...query, flash: null, n: null, panel: null, ...changes };
    return projectId
      ? paths.projectTab(projectId, "financials", kept)
      : paths.customerTab(customer.id, "financials", kept);
  };
  const mayMake = mayInvoice(viewer) && customer.archivedAt === null;
  return (
    <Section
      id="invoices"
      title={t("title")}
      count={count ? format.number(count) : undefined}
      text={mayMake && !isAllowed ? t("notAllowed") : undefined}
      actions={mayMake && <NewInvoice href={address({ panel: "new-invoice" })} isAllowed={isAllowed} />}
    >
      {count === 0 ? (
        <EmptyLine text={t("none")} />
      ) : (
        <>
          <InvoiceTable rows={rows} ofCustomer={projectId === undefined} below={below} />
          <Pages page={page} count={count} address={(to) => `${address({ [pageParam]: to })}#invoices`} />
          <YearTotals totals={totals} />
        </>
      )}
    </Section>
  );
}

async function NewInvoice({ href, isAllowed }: { href: string; isAllowed: boolean }) {
  const { t } = await invoiceWords();
  if (isAllowed) {
    return (
      <ButtonLink href={href} small icon="plus">
        {t("new")}
      </ButtonLink>
    );
  }
  return (
    <Button type="button" small icon="plus" disabled>
      {t("new")}
    </Button>
  );
}

type TableProps = { rows: readonly ListedInvoice[]; ofCustomer: boolean; below: boolean };

async function InvoiceTable({ rows, ofCustomer, below }: TableProps) {
  const { t, labels, format, title } = await invoiceWords();
  const day = (date: string | null) => date && format.day(date);
  const money = (label: string, sum: string, currency: string) =>
    html`<td class="num" data-l="${label}"><span>${format.money(sum, currency)}</span></td>`;
  const name = ({ id, number, isCredit }: ListedInvoice) =>
    html`<a class="name" href="${paths.invoice(id)}">${number ?? title({ number, creditOf: isCredit ? id : null })}</a>${
      isCredit && number && html` <span class="badge">${t("creditNote")}</span>`
    }`;
  const row = (one: ListedInvoice) => html`<tr><th scope="row"><span class="row row--name">${name(one)}</span></th>${
    below &&
    html`<td data-l="${t("customer")}"><a class="quiet" href="${paths.customerTab(one.customerId, "financials")}">${one.customerName}</a></td>`
  }
    <td class="nw" data-l="${labels.issuedOn}">${day(one.issuedOn)}</td>
    <td class="nw" data-l="${labels.dueOn}">${day(one.dueOn)}</td>${
      ofCustomer &&
      html`<td data-l="${labels.projectId}">${one.projectId && html`<a class="quiet" href="${paths.project(one.projectId)}">${one.projectName}</a>`}</td>`
    }
    ${money(t("net"), one.net, one.currency)}${money(t("gross"), one.gross, one.currency)}</tr>`;
  const heads = [t("number"), ...(below ? [t("customer")] : []), labels.issuedOn, labels.dueOn];
  const all = [...heads, ...(ofCustomer ? [labels.projectId] : [])];
  return (
    <Table
      head={
        <>
          {all.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          {[t("net"), t("gross")].map((head) => (
            <th key={head} scope="col" className="num">
              {head}
            </th>
          ))}
        </>
      }
    >
      <Rows html={html`${rows.map(row)}`} />
    </Table>
  );
}

type PagesProps = { page: number; count: number; address: (page: number | null) => string };

async function Pages({ page, count, address }: PagesProps) {
  const [t, { t: words, format }] = await Promise.all([getTranslations("action"), invoiceWords()]);
  if (count <= invoicesPerPage) return null;
  const last = Math.min(page * invoicesPerPage, count);
  return (
    <div className="row justify-end pt-2">
      <Pager
        label={words("pages")}
        range={`${format.number((page - 1) * invoicesPerPage + 1)}–${format.number(last)} / ${format.number(count)}`}
        previous={page > 1 ? address(page === 2 ? null : page - 1) : undefined}
        next={last < count ? address(page + 1) : undefined}
        texts={{ previous: t("previous"), next: t("next") }}
      />
    </div>
  );
}

/** Issued invoices of each year less its credit notes; currencies are not added up here. */
async function YearTotals({ totals }: { totals: readonly YearTotal[] }) {
  const { t, format } = await invoiceWords();
  if (!totals.length) return null;
  return (
    <div className="pt-4">
      <Table
        caption={t("years")}
        head={
          <>
            <th scope="col">{t("year")}</th>
            <th scope="col" className="num">
              {t("net")}
            </th>
            <th scope="col" className="num">
              {t("gross")}
            </th>
          </>
        }
      >
        <tbody>
          {totals.map(({ year, currency, net, gross }) => (
            <tr key={`${year}${currency}`}>
              <th scope="row">{year}</th>
              <td className="num" data-l={t("net")}>
                <span>{format.money(net, currency)}</span>
              </td>
              <td className="num" data-l={t("gross")}>
                <span>{format.money(gross, currency)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
