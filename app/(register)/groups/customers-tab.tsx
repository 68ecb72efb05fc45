import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { SearchLine } from "@/components/search-line";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/customers/filter";
import { formTexts, newFormKey } from "@/lib/form-texts";
import type { GroupFilter } from "@/lib/groups/filter";
import { type Group, listMembers } from "@/lib/groups/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { OptionalPart } from "../customers/optional-part";
import { saveMembers } from "./actions";
import { PlacePager } from "./groups-head";
import { TabTop } from "./tab-top";

type Props = { viewer: Viewer; group: Group; filter: GroupFilter; params: Params };

/**
 * The customers of the group, or with a search those found, the group's own ticked. A save counts for the page that is
 * shown; the form remembers in `shown` which ticks it began with.
 */
export async function CustomersTab({ viewer, group, filter, params }: Props) {
  const { q, page } = filter;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const place = await listMembers(viewer, { id: group.id, q, page }, locale);
  const members = place.rows.filter(({ groupId }) => groupId === group.id).map(({ id }) => String(id));
  const options = place.rows.map((row) => ({
    value: String(row.id),
    label: row.name,
    hint: [row.number, row.group && row.groupId !== group.id && t("groups.moveFrom", { group: row.group })]
      .filter(Boolean)
      .join(" · "),
  }));
  const here = (query: { q?: string; page?: number }) => paths.group(group.id, { tab: "customers", ...query });
  const labels = {
    members: q ? t("groups.found") : t("groups.members"),
    numbers: t("groups.pasteNumbers"),
  };

  return (
    <>
      <TabTop params={params}>
        <SearchLine
          action={paths.groups()}
          label={t("groups.findCustomer")}
          placeholder={t("groups.findPlaceholder")}
          submit={t("action.search")}
          value={q}
          hidden={{ panel: `group.${group.id}`, tab: "customers" }}
        />
      </TabTop>
      <Form
        key={[group.id, q, page, ...members].join()}
        action={saveMembers}
        formKey={newFormKey()}
        title={`${t("groups.customers")} · ${group.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={labels}
        hidden={{ id: String(group.id) }}
        values={{ shown: members.join(), members }}
        cancel={{ href: q ? here({}) : paths.groups(), label: q ? t("groups.showMembers") : t("action.cancel") }}
        layout="stack"
      >
        <Field name="shown" label="" kind="hidden" />
        {!q && (
          <OptionalPart title={labels.numbers} prefix="numbers">
            <Field name="numbers" label={labels.numbers} kind="longText" hint={t("groups.pasteHint")} quietLabel />
          </OptionalPart>
        )}
        {options.length > 0 ? (
          <Field
            name="members"
            label={labels.members}
            kind="checkboxes"
            options={options}
            hint={q || place.hasMore || page > 1 ? t("groups.saveFirst") : undefined}
          />
        ) : (
          <EmptyLine text={q ? t("groups.noHits") : t("groups.noMembers")} />
        )}
        <PlacePager
          label={t("groups.memberPages")}
          page={page}
          place={place}
          to={(number) => here({ q, page: number > 1 ? number : undefined })}
        />
      </Form>
    </>
  );
}
