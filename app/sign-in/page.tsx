import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { Notice } from "@/components/flash";
import { Form } from "@/components/form";
import { Gate } from "@/components/gate";
import { emptyForm } from "@/lib/form-state";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { identityProvider } from "@/lib/identity-provider";
import { paths } from "@/lib/paths";
import { maybeViewer, safeReturn } from "@/lib/session";
import { enter } from "./actions";
import { LanguageChoice } from "./language-choice";
import { ProviderLink } from "./provider-link";
import { refusalBy } from "./refusal";

export default async function SignIn({ searchParams }: PageProps<"/sign-in">) {
  const { returnTo, refused } = await searchParams;
  if (await maybeViewer()) redirect(safeReturn(returnTo));
  const t = await getTranslations("session");
  const [title, back, provider] = [t("signIn"), safeReturn(returnTo), identityProvider()];
  const refusal = provider && (await refusalBy(provider, refused));
  const here = paths.signIn(back, typeof refused === "string" ? refused : undefined);
  const [texts, formKey] = [await formTexts(), newFormKey()];
  return (
    <Gate brand="Kumppani" title={title} foot={<LanguageChoice here={here} />}>
      {provider?.isOnlyWay ? (
        <div className="stack">
          <title>{`${refusal ? `${texts.errorPrefix}: ` : ""}${title} · Kumppani`}</title>
          {refusal && (
            <div role="alert">
              <Notice kind="bad">{refusal}</Notice>
            </div>
          )}
          <ProviderLink provider={provider} returnTo={back} />
        </div>
      ) : (
        <Form
          action={enter}
          formKey={formKey}
          title={`${title} · Kumppani`}
          texts={texts}
          submit={title}
          hidden={{ returnTo: back }}
          layout="stack"
          state={refusal ? { ...emptyForm(formKey), errors: { "": refusal }, tries: 1 } : undefined}
          extra={provider && <ProviderLink provider={provider} returnTo={back} />}
        >
          <Field name="email" label={t("email")} kind="email" autoComplete="username" />
          <Field name="password" label={t("password")} kind="password" autoComplete="current-password" />
        </Form>
      )}
    </Gate>
  );
}
