import NextForm from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Panel } from "@/components/panel";
import { demand } from "@/lib/access/gate";
import { paths } from "@/lib/paths";
import { relationCandidates } from "@/lib/relations/queries";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable, type OpenPanel } from "../card";
import { RelationForm } from "./relation-form";

export const relationPanel: OpenPanel = (name, card) => {
  if (name !== "new-relation") return null;
  demand(card.viewer, "customers.edit");
  return isEditable(card) ? <RelationPanel {...card} /> : null;
};

/** First the search, whose words stand in the address; then what was found, to choose from. */
async function RelationPanel({ viewer, customer, query }: Card) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const close = paths.customer(customer.id);
  const find = [query.find].flat()[0] ?? "";
  const found = await relationCandidates(viewer, customer.id, find, locale);
  const title = `${t("relation.add")} · ${customer.name} · Kumppani`;
  return (
    <Panel title={t("relation.add")} close={{ href: close, label: t("action.close") }}>
      <NextForm action={close} scroll={false} replace role="search" className="field px-4 pt-6 md:px-6">
        <input type="hidden" name="panel" value="new-relation" />
        <label htmlFor="find">{t("relation.find")}</label>
        <div className="flex gap-2">
          <input
            className="in"
            id="find"
            type="search"
            name="find"
            defaultValue={find}
            maxLength={100}
            autoComplete="off"
          />
          <Button icon="search">{t("action.search")}</Button>
        </div>
      </NextForm>
      {found.length > 0 ? (
        <RelationForm key={find} customer={customer} found={found} title={title} />
      ) : (
        <p className="muted px-4 pt-4 md:px-6" role="status">
          <title>{title}</title>
          {find.trim() && t("relation.noHits")}
        </p>
      )}
    </Panel>
  );
}
