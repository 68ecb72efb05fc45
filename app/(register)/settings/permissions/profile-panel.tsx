import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { getProfile } from "@/lib/profiles/queries";
import { areaNames, levelOf } from "@/lib/profiles/rules";
import { profileName } from "../../profile-name";
import type { SettingsPlace } from "../sections";
import { add, remove, save } from "./actions";
import { ProfileFields } from "./profile-fields";

/** The panel the address opens; null where it asks for none. */
export function profilePanel({ viewer, query }: Pick<SettingsPlace, "viewer" | "query">): ReactNode {
  const [, act, digits] = /^(copy|profile|delete)\.(\d+)$/.exec(String(query.panel ?? "")) ?? [];
  if (!act) return null;
  const id = wholeNumber(digits) ?? absent();
  if (act === "delete") return <DeletePanel viewer={viewer} id={id} />;
  return act === "copy" ? <CopyPanel viewer={viewer} id={id} /> : <EditPanel viewer={viewer} id={id} />;
}

type Props = { viewer: Viewer; id: number };
type Profile = Awaited<ReturnType<typeof getProfile>>;

const close = paths.settings("permissions");

const valuesOf = (profile: Profile) => ({
  reach: profile.reach,
  ...Object.fromEntries(areaNames.map((area) => [`level.${area}`, levelOf(profile.grants, area)])),
});

async function CopyPanel({ viewer, id }: Props) {
  const [t, profile] = await Promise.all([getTranslations(), getProfile(viewer, id)]);
  return (
    <Panel title={t("profile.new")} close={{ href: close, label: t("action.close") }}>
      <Form
        action={add}
        formKey={newFormKey()}
        title={`${t("profile.new")} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        hidden={{ id: String(id) }}
        values={valuesOf(profile)}
        cancel={{ href: close, label: t("action.cancel") }}
      >
        <p className="hint">{t("profile.copyOf", { name: profileName(t, profile) })}</p>
        <ProfileFields viewer={viewer} />
      </Form>
    </Panel>
  );
}

async function EditPanel({ viewer, id }: Props) {
  const [t, profile] = await Promise.all([getTranslations(), getProfile(viewer, id)]);
  if (profile.builtIn) absent();
  return (
    <Panel title={t("profile.edit")} close={{ href: close, label: t("action.close") }}>
      <Form
        action={save}
        formKey={newFormKey()}
        title={`${t("profile.edit")} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        hidden={{ id: String(id), version: String(profile.version) }}
        values={{ name: profile.name ?? "", ...valuesOf(profile) }}
        cancel={{ href: close, label: t("action.cancel") }}
        danger={
          <span className="row">
            <ButtonLink href={paths.settings("permissions", { panel: `copy.${id}` })}>{t("profile.copy")}</ButtonLink>
            <ButtonLink tone="bad" href={paths.settings("permissions", { panel: `delete.${id}` })}>
              {t("action.delete")}
            </ButtonLink>
          </span>
        }
      >
        <ProfileFields viewer={viewer} />
      </Form>
    </Panel>
  );
}

async function DeletePanel({ viewer, id }: Props) {
  const [t, profile] = await Promise.all([getTranslations(), getProfile(viewer, id)]);
  if (profile.builtIn) absent();
  const title = t("profile.deleteTitle", { name: profile.name ?? "" });
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }} ask>
      <Form
        action={remove}
        formKey={newFormKey()}
        title={`${title} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.delete")}
        tone="bad"
        hidden={{ id: String(id) }}
        cancel={{ href: close, label: t("action.cancel") }}
        layout="stack"
      >
        <p>{t("profile.deleteText")}</p>
      </Form>
    </Panel>
  );
}
