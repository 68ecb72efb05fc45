import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { wholeNumber } from "@/lib/access/post";
import { getCustomer } from "@/lib/customers/queries";
import { formatsOf } from "@/lib/format";
import { absent } from "@/lib/outcome";
import { currentLocale, currentViewer } from "@/lib/session";
import { FlashLine } from "../../flash-line";
import { AddressList } from "./address-list";
import { ArchivedNote } from "./archived-note";
import { BasicCard } from "./basic-card";
import { CardHeader } from "./card-header";
import { ContactList } from "./contact-list";
import { CustomerFacts } from "./customer-facts";
import { CustomerPanel, openPanel } from "./customer-panel";

/** The card of a customer: contact information. */
export default async function CustomerCard({ params, searchParams }: PageProps<"/customers/[id]">) {
  const [viewer, locale, { id }, query] = await Promise.all([currentViewer(), currentLocale(), params, searchParams]);
  const customer = await getCustomer(viewer, wholeNumber(id) ?? absent(), locale);
  if (customer.sight === "basic") return <BasicCard customer={customer} />;
  const panel = openPanel(query.panel, viewer, customer);
  const t = await getTranslations("card");
  const format = formatsOf(locale, viewer.facts.timeZone);
  const made = { when: format.dateTime(customer.createdAt), who: customer.createdBy ?? t("system") };
  const changed = { when: format.dateTime(customer.updatedAt), who: customer.updatedBy ?? t("system") };
  const words = await getTranslations("customer");

  return (
    <>
      {!panel && <title>{`${customer.name} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        <FlashLine params={query} />
        <CardHeader viewer={viewer} customer={customer} />
        <ArchivedNote viewer={viewer} customer={customer} />
        <div className="cols">
          <div className="stack stack--l">
            <AddressList viewer={viewer} customerId={customer.id} />
            <ContactList viewer={viewer} customerId={customer.id} />
          </div>
          <div className="stack stack--l">
            <CustomerFacts customer={customer} />
            <p className="xs faint">
              {words("created", made)}
              <br />
              {words("updated", changed)}
            </p>
          </div>
        </div>
      </Behind>
      {panel && <CustomerPanel panel={panel} viewer={viewer} customer={customer} />}
    </>
  );
}
