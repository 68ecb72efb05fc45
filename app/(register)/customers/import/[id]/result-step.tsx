import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/flash";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { listImported } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import type { Place } from "./findings";

/** What came of it: the customers made, and the rows that are still to be corrected. */
export async function ResultStep({ viewer, locale, file }: Place) {
  const t = await getTranslations("import");
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const [created, rejected] = [file.created ?? 0, file.rejected ?? 0];
  const customers = await listImported(viewer, file.id);
  const tab = file.choices.stage === "prospect" ? "prospects" : "active";

  return (
    <>
      <title>{`${t("title")}: ${t("stepResult")} · Kumppani`}</title>
      <Notice kind={created > 0 ? "ok" : "note"}>{t("done", { count: created })}</Notice>
      {rejected > 0 && <Notice kind="warn">{t("rowsLeft", { count: rejected })}</Notice>}
      <div className="foot mb-6">
        {created > 0 && (
          <ButtonLink href={paths.customers({ tab, sort: "updated" })} icon="building" tone="go">
            {t("showCustomers")}
          </ButtonLink>
        )}
        {rejected > 0 && (
          <ButtonLink href={paths.importRejected(file.id)} icon="excel" download>
            {t("errorFile")}
          </ButtonLink>
        )}
        <ButtonLink href={paths.importCustomers()} icon="upload" tone="plain">
          {t("another")}
        </ButtonLink>
      </div>
      {customers.length > 0 && (
        <Section
          id="imported"
          title={t("imported")}
          count={customers.length < created ? `${number(customers.length)} / ${number(created)}` : number(created)}
        >
          <Table
            caption={t("imported")}
            head={
              <>
                <th scope="col">{t("field.name")}</th>
                <th scope="col">{t("field.number")}</th>
                <th scope="col">{t("field.city")}</th>
              </>
            }
          >
            <tbody>
              {customers.map((customer) => (
                <tr key={customer.id}>
                  <th scope="row">
                    <a className="name" href={paths.customer(customer.id)}>
                      {customer.name}
                    </a>
                  </th>
                  <td className="half">{customer.number}</td>
                  <td className="half">{customer.city ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Section>
      )}
    </>
  );
}
