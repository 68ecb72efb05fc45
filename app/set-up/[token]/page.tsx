import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Gate } from "@/components/gate";
import { setUpOf } from "@/lib/access/sign-in";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { LanguageChoice } from "../../sign-in/language-choice";
import { setUp } from "./actions";
import { FirstAdministratorFields } from "./first-administrator-fields";

/** A one-time link: the first administrator, or a person choosing a password. */
export default async function SetUp({ params }: PageProps<"/set-up/[token]">) {
  const { token } = await params;
  const found = await setUpOf(token);
  const t = await getTranslations();
  const title = t(found ? "setUp.title" : "setUp.goneTitle");
  return (
    <Gate brand="Kumppani" title={title} foot={<LanguageChoice here={paths.setUp(token)} />}>
      {!found && <title>{`${title} · Kumppani`}</title>}
      {!found && <p>{t("error.linkUsed")}</p>}
      {found && (
        <Form
          action={setUp}
          formKey={newFormKey()}
          title={`${title} · Kumppani`}
          texts={await formTexts()}
          submit={t("setUp.done")}
          hidden={{ token }}
          layout="stack"
        >
          <p>{found.purpose === "password" ? t("setUp.passwordText", { email: found.email }) : t("setUp.firstText")}</p>
          {found.purpose === "first-administrator" && <FirstAdministratorFields />}
          <Field
            name="password"
            label={t("session.newPassword")}
            kind="password"
            autoComplete="new-password"
            hint={t("setUp.passwordHint")}
            required
          />
        </Form>
      )}
    </Gate>
  );
}
