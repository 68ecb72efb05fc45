import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { getPerson } from "@/lib/people/queries";
import { makeLink } from "./actions";

/** Without a form key on purpose: a remembered result would keep the link, of which only the hash may be kept. */
export async function LinkPanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, person] = await Promise.all([getTranslations(), getPerson(viewer, id)]);
  const title = t("person.linkTitle", { name: `${person.firstName} ${person.lastName}` });
  const close = paths.settings("people", { panel: `person.${id}` });
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={makeLink}
        formKey=""
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("person.makeLink")}
        hidden={{ id: String(id) }}
        cancel={{ href: close, label: t("person.done") }}
        layout="stack"
      >
        <p>{t("person.linkText")}</p>
        <Field name="link" label={t("person.link")} kind="url" readOnly autoComplete="off" />
      </Form>
    </Panel>
  );
}
