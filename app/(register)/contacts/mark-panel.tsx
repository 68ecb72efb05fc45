import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { type ContactFilter, filterQuery } from "@/lib/contact-register/filter";
import type { RegisterOptions } from "@/lib/contact-register/queries";
import { paths } from "@/lib/paths";
import { FormPanel } from "../form-panel";
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
    <FormPanel
      title={title}
      close={close}
      ask
      action={(kind === "keyword" ? markKeyword : markRole).bind(null, query)}
      submit={t("action.save")}
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
    </FormPanel>
  );
}
