import { getTranslations } from "next-intl/server";
import { type CardPlace, keyOf, pathAt } from "../card-place";
import { FormPanel } from "../form-panel";
import { saveNewLink } from "./actions";
import { addTabs } from "./add-tabs";
import { fileLabels, placeChoices } from "./choices";
import { LinkFields, PlaceFields } from "./file-fields";

export async function NewLinkPanel({ place }: { place: CardPlace }) {
  const t = await getTranslations();
  const { viewer, customer, project } = place;
  return (
    <FormPanel
      title={t("file.addTitle")}
      about={project?.name ?? customer.name}
      close={pathAt(keyOf(place))}
      tabs={await addTabs(place, "new-link")}
      action={saveNewLink.bind(null, keyOf(place))}
      submit={t("file.add")}
      labels={await fileLabels()}
      hidden={{ id: String(customer.id) }}
      values={{ projectId: String(project?.id ?? "") }}
    >
      <LinkFields isLink />
      <PlaceFields choices={await placeChoices(viewer, customer.id, null)} />
    </FormPanel>
  );
}
