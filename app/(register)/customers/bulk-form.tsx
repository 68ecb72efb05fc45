import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Bulk } from "@/components/bulk";
import { Button } from "@/components/button";
import { type CustomerFilter, filterQuery } from "@/lib/customers/filter";
import { paths } from "@/lib/paths";
import { mayCheck } from "@/lib/registry-checks/may";
import { currentViewer } from "@/lib/session";

/** The table in a form: ticked rows go along to the panel that does something with them. */
export async function BulkForm({ filter, children }: { filter: CustomerFilter; children: ReactNode }) {
  const [t, check, viewer] = await Promise.all([
    getTranslations("customers"),
    getTranslations("check"),
    currentViewer(),
  ]);
  const kept = Object.entries(filterQuery(filter)).filter(([, value]) => value !== null && value !== "");
  return (
    <form action={paths.customers()}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      {children}
      <Bulk label={t("bulk")} counted={t("counted")}>
        {viewer.can("groups") && (
          <>
            <Button name="panel" value="regroup" icon="tiles">
              {t("regroup")}
            </Button>
            <Button name="panel" value="special" icon="plus">
              {t("toSpecial")}
            </Button>
          </>
        )}
        {viewer.can("workOrders.edit") && (
          <Button formAction={paths.newWorkOrder()} icon="clipboard">
            {t("orderWork")}
          </Button>
        )}
        {mayCheck(viewer) && (
          <Button name="panel" value="registry-check" icon="refresh">
            {check("pick")}
          </Button>
        )}
      </Bulk>
    </form>
  );
}
