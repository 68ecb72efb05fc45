import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field, type FieldOption } from "@/components/field";
import { Form, type FormAction } from "@/components/form";
import { Panel } from "@/components/panel";
import { SearchLine } from "@/components/search-line";
import { demand } from "@/lib/access/gate";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { mostCandidates } from "@/lib/relations/fields";
import { relationCandidates } from "@/lib/relations/queries";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable, type OpenPanel } from "../card";
import { saveMainUnit, saveSubUnit } from "./actions";
import { unitLabels } from "./labels";

export const unitPanel: OpenPanel = (name, card) => {
  const open = panels.get(name);
  if (!open) return null;
  demand(card.viewer, "customers.edit");
  return isEditable(card) ? open(card) : null;
};

const panels = new Map<string, (card: Card) => ReactNode>([
  ["unit", (card) => <MainUnitPanel {...card} />],
  ["sub-unit", (card) => <SubUnitPanel {...card} />],
]);

/** Below whom the customer stands: nobody, the unit it is below now, or another one found by name or number. */
async function MainUnitPanel(card: Card) {
  const [t, found] = await Promise.all([getTranslations("unit"), candidates(card)]);
  const { mainUnit } = card.customer.units;
  const held = mainUnit && { value: String(mainUnit.id), label: mainUnit.name, hint: t("current") };
  const others = found.filter(({ id }) => id !== mainUnit?.id).map(optionOf);
  return (
    <UnitPanel
      card={card}
      panel="unit"
      title={t("choose")}
      hits={found.length}
      action={saveMainUnit}
      field="parentId"
      values={{ parentId: String(mainUnit?.id ?? "") }}
      options={[{ value: "", label: t("noMainUnit") }, ...(held ? [held] : []), ...others]}
    />
  );
}

/** A customer that is to stand below this one. */
async function SubUnitPanel(card: Card) {
  const [t, found] = await Promise.all([getTranslations("unit"), candidates(card)]);
  const options = found.map((customer) => {
    const { hint, ...option } = optionOf(customer);
    return { ...option, hint: customer.mainUnitName ? t("belowOther", { name: customer.mainUnitName }) : hint };
  });
  const [only] = options.length === 1 ? options : [];
  return (
    <UnitPanel
      card={card}
      panel="sub-unit"
      title={t("add")}
      hits={found.length}
      action={saveSubUnit}
      field="unitId"
      values={only ? { unitId: only.value } : {}}
      options={options}
    />
  );
}

const searched = ({ query }: Card): string => [query.q].flat()[0] ?? "";

const candidates = async (card: Card) =>
  relationCandidates(card.viewer, card.customer.id, searched(card), await currentLocale());

type Candidate = Awaited<ReturnType<typeof candidates>>[number];

const optionOf = ({ id, name, number, city }: Candidate) => ({
  value: String(id),
  label: name ?? "",
  hint: [number, city].filter(Boolean).join(" · "),
});

type PanelProps = {
  card: Card;
  panel: string;
  title: string;
  hits: number;
  action: FormAction;
  field: "parentId" | "unitId";
  values: Record<string, string>;
  options: FieldOption[];
};

/** First the search, whose words stand in the address; then what was found, to choose from. */
async function UnitPanel({ card, panel, title, hits, action, field, values, options }: PanelProps) {
  const { customer } = card;
  const q = searched(card);
  const [t, labels] = await Promise.all([getTranslations(), unitLabels()]);
  const close = paths.customerTab(customer.id, "settings");
  const page = `${title} · ${customer.name} · Kumppani`;
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }}>
      <div className="px-4 pt-4 md:px-6 md:pt-6">
        <SearchLine
          action={close}
          label={t("billing.findPayer")}
          placeholder={t("billing.payerPlaceholder")}
          submit={t("action.search")}
          value={q}
          hidden={{ panel }}
        />
        {q.trim() && hits === 0 && (
          <p className="muted pt-3" role="status">
            {t("relation.noHits")}
          </p>
        )}
        {hits > mostCandidates && <p className="muted pt-3">{t("relation.moreHits")}</p>}
      </div>
      {options.length === 0 ? (
        <title>{page}</title>
      ) : (
        <Form
          key={q}
          action={action}
          formKey={newFormKey()}
          title={page}
          texts={await formTexts()}
          submit={t("action.save")}
          labels={labels}
          hidden={{ id: String(customer.id), version: String(customer.version) }}
          values={values}
          cancel={{ href: close, label: t("action.cancel") }}
          layout="stack"
        >
          <Field name={field} label={labels[field]} kind="radios" options={options} />
        </Form>
      )}
    </Panel>
  );
}
