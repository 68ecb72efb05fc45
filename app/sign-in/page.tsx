import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Form } from "@/components/form";
import { Gate } from "@/components/gate";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { maybeViewer, safeReturn } from "@/lib/session";
import { enter } from "./actions";
import { LanguageChoice } from "./language-choice";

export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  const { returnTo } = await searchParams;
  if (await maybeViewer()) redirect(safeReturn(returnTo));
  const t = await getTranslations("session");
  const title = t("signIn");
  const back = safeReturn(returnTo);
  return (
    <Gate brand="Kumppani" title={title} foot={<LanguageChoice here={paths.signIn(back === "/" ? undefined : back)} />}>
      <Form
        action={enter}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={title}
        hidden={{ returnTo: back }}
        layout="stack"
      >
        <Field name="email" label={t("email")} kind="email" autoComplete="username" />
        <Field name="password" label={t("password")} kind="password" autoComplete="current-password" />
      </Form>
    </Gate>
  );
}
