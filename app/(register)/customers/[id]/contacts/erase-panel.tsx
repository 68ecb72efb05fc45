import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Notice } from "@/components/flash";
import { wholeNumber } from "@/lib/access/post";
import { contactName } from "@/lib/contacts/rules";
import { erasureOf } from "@/lib/erasure/queries";
import { wordToType } from "@/lib/erasure/rules";
import { absent } from "@/lib/outcome";
import { FormPanel } from "../../../form-panel";
import type { Card, OpenPanel } from "../card";
import { eraseForGood } from "./actions";
import { besides } from "./address";
import { ErasureLists } from "./erasure-lists";
import { mentionOptions } from "./mention-options";

/** The panel that asks before a person is erased: erase-contact.ID. Also of an archived customer: the law does not wait. */
export const erasePanel: OpenPanel = (name, card) => {
  const [, id] = /^erase-contact\.(\d+)$/.exec(name) ?? [];
  if (id === undefined) return null;
  return card.viewer.can("eraseContact") ? <ErasePanel {...card} id={wholeNumber(id) ?? absent()} /> : absent();
};

async function ErasePanel({ id, ...card }: Card & { id: number }) {
  const { viewer, customer } = card;
  const [t, erasure] = await Promise.all([getTranslations(), erasureOf(viewer, customer.id, id)]);
  const close = besides(card);
  const title = t("erasure.title", { name: contactName(erasure, t("contact.deleted")) });
  const word = t("erasure.word", { word: wordToType(erasure) });
  const options = await mentionOptions(erasure.mentions);
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      action={eraseForGood}
      submit={t("action.erase")}
      tone="bad"
      hidden={{ id: String(id) }}
      layout="stack"
    >
      <Notice kind="bad">{t("erasure.final")}</Notice>
      <ErasureLists erasure={erasure} />
      {options.length > 0 && (
        <Field
          name="mentions"
          label={t("erasure.mentions")}
          kind="checkboxes"
          hint={t("erasure.mentionsHint")}
          options={options}
        />
      )}
      <Field name="word" label={word} kind="text" width="m" autoComplete="off" required />
    </FormPanel>
  );
}
