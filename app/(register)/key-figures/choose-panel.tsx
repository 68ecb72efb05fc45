import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import { figuresShown, type Place } from "@/lib/key-figures/rules";
import { saveKeyFigures } from "../account/actions";
import { FormPanel } from "../form-panel";
import { FigureFields } from "./figure-fields";

type Props = {
  viewer: Viewer;
  place: Place;
  /** The name of the customer, on a card. */
  about?: string;
  close: string;
};

/** Chooses the key figures of one place, where they stand. */
export async function ChoosePanel({ viewer, place, ...panel }: Props) {
  const t = await getTranslations();
  return (
    <FormPanel
      {...panel}
      title={t("keyFigures.choose")}
      ask
      action={saveKeyFigures}
      submit={t("action.save")}
      values={{ [place]: figuresShown(viewer, place) }}
    >
      <FigureFields viewer={viewer} place={place} />
    </FormPanel>
  );
}
