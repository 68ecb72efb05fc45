import { getTranslations } from "next-intl/server";
import { Field, type FieldOption } from "@/components/field";
import type { FullCustomer } from "@/lib/customers/queries";
import type { GroupingChoices } from "@/lib/groupings/queries";
import { groupingLabels } from "./grouping-labels";

type Props = { choices: GroupingChoices; customer: FullCustomer };

/** Group and tags of another company's customer are not among them while they are hidden. */
export async function GroupingFields({ choices, customer }: Props) {
  const [t, labels] = await Promise.all([getTranslations(), groupingLabels()]);
  const none = (label: string): FieldOption => ({ value: "", label });
  return (
    <>
      <Field name="types" label={labels.types} kind="checkboxes" options={optionsOf(choices.types)} required span={3} />
      {choices.specialGroups.length > 0 && (
        <Field
          name="specialGroups"
          label={labels.specialGroups}
          kind="checkboxes"
          options={optionsOf(choices.specialGroups)}
          span={3}
        />
      )}
      {!customer.isMasked && (
        <Field
          name="groupId"
          label={labels.groupId}
          kind="select"
          options={[none(t("customers.noGroup")), ...optionsOf(choices.groups)]}
          hint={t("grouping.groupHint")}
          span={3}
        />
      )}
      <Field
        name="companyGroupId"
        label={labels.companyGroupId}
        kind="select"
        options={[none(t("grouping.noCompanyGroup")), ...optionsOf(choices.companyGroups)]}
        span={3}
      />
      {[...choices.segments].map(([group, segments], place) => {
        const onlyOne = segments.some((segment) => segment.onlyOne);
        return (
          <Field
            key={group}
            name="segments"
            part={place > 0 ? String(place) : undefined}
            label={t("grouping.segmentsOf", { group })}
            kind={onlyOne ? "select" : "checkboxes"}
            options={onlyOne ? [none(t("grouping.noSegment")), ...optionsOf(segments)] : optionsOf(segments)}
            hint={onlyOne ? t("grouping.atMostOne") : undefined}
            span={3}
          />
        );
      })}
      {!customer.isMasked && customer.tags.length > 0 && (
        <Field
          name="tags"
          label={labels.tags}
          kind="checkboxes"
          options={customer.tags.map(({ id, name, colour }) => ({ value: String(id), label: name, colour }))}
        />
      )}
      {!customer.isMasked && (
        <Field
          name="newTags"
          label={labels.newTags}
          kind="text"
          hint={t("grouping.newTagsHint")}
          suggestions={choices.tags.map(({ name }) => ({ value: name }))}
          autoComplete="off"
        />
      )}
    </>
  );
}

const optionsOf = (rows: { id: number; name: string }[]): FieldOption[] =>
  rows.map(({ id, name }) => ({ value: String(id), label: name }));
