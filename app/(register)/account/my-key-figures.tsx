import { getTranslations } from "next-intl/server";
import { Form } from "@/components/form";
import { Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { figuresFor, figuresShown, places } from "@/lib/key-figures/rules";
import { FigureFields } from "../key-figures/figure-fields";
import { saveKeyFigures } from "./actions";

/** The key figures that stand above this person's list and on their cards. */
export async function MyKeyFigures({ viewer }: { viewer: Viewer }) {
  const [t, texts] = await Promise.all([getTranslations(), formTexts()]);
  const offered = places.filter((place) => figuresFor(viewer, place).length > 0);
  return (
    <Section id="key-figures" title={t("keyFigures.title")} text={t("keyFigures.text")} pad>
      {offered.length === 0 && <p className="sm muted">{t("keyFigures.none")}</p>}
      {offered.length > 0 && (
        <Form
          action={saveKeyFigures}
          id="figures"
          formKey={newFormKey()}
          texts={texts}
          submit={t("action.save")}
          layout="stack"
          values={Object.fromEntries(offered.map((place) => [place, figuresShown(viewer, place)]))}
        >
          {offered.map((place) => (
            <FigureFields key={place} viewer={viewer} place={place} />
          ))}
        </Form>
      )}
    </Section>
  );
}
