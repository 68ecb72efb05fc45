import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { wholeNumber } from "@/lib/access/post";
import type { Viewer } from "@/lib/access/viewer";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { getProfile } from "@/lib/profiles/queries";
import { areaNames, levelOf } from "@/lib/profiles/rules";
import { FormPanel } from "../../form-panel";
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
    <FormPanel
      title={t("profile.new")}
      close={close}
      action={add}
      submit={t("action.save")}
      hidden={{ id: String(id) }}
      values={valuesOf(profile)}
    >
      <p className="hint">{t("profile.copyOf", { name: profileName(t, profile) })}</p>
      <ProfileFields viewer={viewer} />
    </FormPanel>
  );
}

async function EditPanel({ viewer, id }: Props) {
  const [t, profile] = await Promise.all([getTranslations(), getProfile(viewer, id)]);
  if (profile.builtIn) absent();
  return (
    <FormPanel
      title={t("profile.edit")}
      close={close}
      action={save}
      submit={t("action.save")}
      hidden={{ id: String(id), version: String(profile.version) }}
      values={{ name: profile.name ?? "", ...valuesOf(profile) }}
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
    </FormPanel>
  );
}

async function DeletePanel({ viewer, id }: Props) {
  const [t, profile] = await Promise.all([getTranslations(), getProfile(viewer, id)]);
  if (profile.builtIn) absent();
  const title = t("profile.deleteTitle", { name: profile.name ?? "" });
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={remove}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(id) }}
    >
      <p>{t("profile.deleteText")}</p>
    </FormPanel>
  );
}
