import NextForm from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { mostCandidates, relationCandidates } from "@/lib/relations/queries";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable, type OpenPanel } from "../card";
import { saveRelation } from "./actions";
import { relationLabels, relationWords } from "./labels";

export const relationPanel: OpenPanel = (name, card) => {
  if (name !== "new-relation") return null;
  if (!card.viewer.can("customers.edit")) absent();
  return isEditable(card) ? <RelationPanel {...card} /> : null;
};

/** First the search, whose words stand in the address; then what was found, to choose from. */
async function RelationPanel(card: Card) {
  const { customer, query } = card;
  const t = await getTranslations();
  const close = paths.customer(customer.id);
  const find = [query.find].flat()[0] ?? "";
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
      {find.trim() && <Found {...card} find={find} />}
    </Panel>
  );
}

async function Found({ viewer, customer, find }: Card & { find: string }) {
  const [t, locale, labels, { kinds }] = await Promise.all([
    getTranslations(),
    currentLocale(),
    relationLabels(),
    relationWords(),
  ]);
  const found = await relationCandidates(viewer, customer.id, find, locale);
  if (found.length === 0) return <p className="muted px-4 pt-4 md:px-6">{t("relation.noHits")}</p>;
  const options = found.slice(0, mostCandidates).map(({ id, number, name, city }) => ({
    value: String(id),
    label: `${name} (${number})`,
    hint: city ?? undefined,
  }));
  return (
    <Form
      key={find}
      action={saveRelation}
      formKey={newFormKey()}
      title={`${t("relation.add")} · ${customer.name} · Kumppani`}
      texts={await formTexts()}
      submit={t("action.add")}
      labels={labels}
      hidden={{ id: String(customer.id) }}
      values={{ kind: "partner", ...(options.length === 1 && { relatedId: options[0]?.value }) }}
      cancel={{ href: paths.customer(customer.id), label: t("action.cancel") }}
    >
      <Field name="relatedId" label={labels.relatedId} kind="radios" required options={options} />
      {found.length > mostCandidates && <p className="hint">{t("relation.moreHits")}</p>}
      <Field
        name="kind"
        label={labels.kind}
        kind="select"
        required
        options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
      />
      <Field name="note" label={labels.note} kind="text" autoComplete="off" />
    </Form>
  );
}
