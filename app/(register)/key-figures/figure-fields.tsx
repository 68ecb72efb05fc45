import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import type { Viewer } from "@/lib/access/viewer";
import { figuresFor, type Place } from "@/lib/key-figures/rules";

/** The figures of a place to tick, those that the viewer's rights allow. */
export async function FigureFields({ viewer, place }: { viewer: Viewer; place: Place }) {
  const t = await getTranslations();
  const offered = figuresFor(viewer, place);
  if (offered.length === 0) return null;
  return (
    <Field
      name={place}
      label={t(`keyFigures.${place}`)}
      kind="checkboxes"
      options={offered.map((figure) => ({
        value: figure,
        label: t(`keyFigures.${figure}`),
        hint: t(`keyFigures.tip.${place}.${figure}` as never),
      }))}
    />
  );
}
