import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { type ContactFilter, filterQuery } from "@/lib/contact-register/filter";
import type { RegisterOptions } from "@/lib/contact-register/queries";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { markKeyword, markRole } from "./actions";

type Props = {
  kind: "keyword" | "role";
  ids: readonly string[];
  options: RegisterOptions;
  filter: ContactFilter;
  close: string;
};

/** Gives the ticked contacts a keyword or a role, or takes it from them. */
export async function MarkPanel({ kind, ids, options, filter, close }: Props) {
  const t = await getTranslations();
  const title =
    kind === "keyword" ? t("contacts.keywordTitle", { n: ids.length }) : t("contacts.roleTitle", { n: ids.length });
  const words = kind === "keyword" ? options.keywords : options.roles;
  const query = paths.contacts(filterQuery(filter)).split("?")[1] ?? "";
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={(kind === "keyword" ? markKeyword : markRole).bind(null, query)}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
        values={{ change: "add" }}
      >
        {ids.map((id) => (
          <input key={id} type="hidden" name="contacts" value={id} />
        ))}
        <Field
          name="id"
          label={t(`contacts.${kind}`)}
          kind="select"
          options={words.filter(({ used }) => used).map(({ id, name }) => ({ value: String(id), label: name }))}
          required
        />
        <Field
          name="change"
          label={t("contacts.change")}
          quietLabel
          kind="pick"
          options={[
            { value: "add", label: t("contacts.add") },
            { value: "remove", label: t("contacts.take") },
          ]}
        />
      </Form>
    </Panel>
  );
}
