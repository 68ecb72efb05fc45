import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { SearchLine } from "@/components/search-line";
import type { Viewer } from "@/lib/access/viewer";
import type { FormState } from "@/lib/form-state";
import { formTexts, newFormKey } from "@/lib/form-texts";
import type { GroupFilter } from "@/lib/groups/filter";
import { listMembers } from "@/lib/groups/queries";
import type { Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { OptionalPart } from "../customers/optional-part";
import { PlacePager } from "./groups-head";
import { TabTop } from "./tab-top";

type Props = {
  viewer: Viewer;
  kind: "group" | "special";
  group: { id: number; name: string };
  filter: GroupFilter;
  params: Params;
  action: (state: FormState, form: FormData) => Promise<FormState>;
};

/**
 * The customers of a group or special group, or with a search those found, the group's own ticked. A save counts for the page that is
 * shown; the form remembers in `shown` which ticks it began with.
 */
export async function CustomersTab({ viewer, kind, group, filter, params, action }: Props) {
  const { q, page } = filter;
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const place = await listMembers(viewer, { kind, id: group.id, q, page }, locale);
  const members = place.rows.filter(({ isMember }) => isMember).map(({ id }) => String(id));
  const isGroup = kind === "group";
  const options = place.rows.map((row) => ({
    value: String(row.id),
    label: row.name,
    hint: [row.number, isGroup && row.group && !row.isMember && t("groups.moveFrom", { group: row.group })]
      .filter(Boolean)
      .join(" · "),
  }));
  const list = isGroup ? paths.groups() : paths.specialGroups();
  const here = (query: { q?: string; page?: number }) =>
    (isGroup ? paths.group : paths.specialGroup)(group.id, { tab: "customers", ...query });
  const labels = {
    members: q ? t("groups.found") : t("groups.members"),
    numbers: t("groups.pasteNumbers"),
  };

  return (
    <>
      <TabTop params={params}>
        <SearchLine
          action={list}
          label={t("groups.findCustomer")}
          placeholder={t("groups.findPlaceholder")}
          submit={t("action.search")}
          value={q}
          hidden={{ panel: `group.${group.id}`, tab: "customers" }}
        />
      </TabTop>
      <Form
        key={[kind, group.id, q, page, ...members].join()}
        action={action}
        formKey={newFormKey()}
        title={`${t("groups.customers")} · ${group.name} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={labels}
        hidden={{ id: String(group.id) }}
        values={{ shown: members.join(), members }}
        cancel={{ href: q ? here({}) : list, label: q ? t("groups.showMembers") : t("action.cancel") }}
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
