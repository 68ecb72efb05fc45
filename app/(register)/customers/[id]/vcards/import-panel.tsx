import { getTranslations } from "next-intl/server";
import { FileDrop } from "@/components/file-drop";
import { Notice } from "@/components/flash";
import { demand } from "@/lib/access/gate";
import { refusalAt } from "@/lib/access/refusals";
import { emptyForm } from "@/lib/form-state";
import { newFormKey } from "@/lib/form-texts";
import { sentences } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { mostCards, resultFrom } from "@/lib/vcards/rules";
import { FormPanel } from "../../../form-panel";
import { ReadPanel } from "../../../read-panel";
import { type Card, isEditable, type OpenPanel } from "../card";

/** Brings the people of a .vcf file in as contacts: import-vcard. */
export const vcardPanel: OpenPanel = (name, card) => {
  if (name !== "import-vcard") return null;
  demand(card.viewer, "customers.edit");
  const result = resultFrom(card.query);
  if (result) return <Result {...card} result={result} />;
  return isEditable(card) ? <ImportForm {...card} /> : null;
};

async function ImportForm({ viewer, customer, query }: Card) {
  const t = await getTranslations();
  const refusal = await refusalAt(viewer, query.refused);
  const formKey = newFormKey();
  const title = t("vcard.import");
  const close = paths.customer(customer.id);
  const state = { ...emptyForm(formKey), errors: refusal ? await sentences(refusal.problems) : {} };
  return (
    <FormPanel
      title={title}
      about={customer.name}
      close={close}
      ask
      action={paths.cardUpload(customer.id)}
      formKey={formKey}
      submit={t("action.import")}
      labels={{ file: t("vcard.file") }}
      state={state}
    >
      <p>{t("vcard.text", { max: mostCards })}</p>
      <FileDrop name="file" label={t("vcard.file")} hint={t("vcard.fileHint")} accept=".vcf,text/vcard" required />
    </FormPanel>
  );
}

type ResultProps = Card & { result: NonNullable<ReturnType<typeof resultFrom>> };

/** How many were added, and which cards were passed over and why. */
async function Result({ customer, result: { added, skipped } }: ResultProps) {
  const t = await getTranslations();
  const title = t("vcard.import");
  const close = paths.customer(customer.id);
  return (
    <ReadPanel title={title} about={customer.name} close={close} ask>
      <Notice kind={added > 0 ? "ok" : "warn"}>{t("vcard.added", { n: added })}</Notice>
      {skipped.length > 0 && (
        <>
          <p>{t("vcard.skipped", { n: skipped.length })}</p>
          <ul className="list">
            {skipped.map(({ card, reason }) => (
              <li key={card}>{t("vcard.skippedOne", { card, reason: t(`vcard.${reason}`) })}</li>
            ))}
          </ul>
        </>
      )}
    </ReadPanel>
  );
}
