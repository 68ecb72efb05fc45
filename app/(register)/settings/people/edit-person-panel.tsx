import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { Form } from "@/components/form";
import { PageLink } from "@/components/page-link";
import { Panel } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { getPerson } from "@/lib/people/queries";
import { reactivate, save, signOutEverywhere, viewAs } from "./actions";
import { personLabels } from "./labels";
import { PersonFields } from "./person-fields";
import { ProviderLine } from "./provider-line";

export async function EditPersonPanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, person] = await Promise.all([getTranslations(), getPerson(viewer, id)]);
  const isOwn = id === viewer.employeeId;
  const close = paths.settings("people");
  const { firstName, lastName, email, companyId, profileId, teams, isSeller } = person;
  return (
    <Panel title={`${firstName} ${lastName}`} close={{ href: close, label: t("action.close") }}>
      {!isOwn && (
        <div className="row px-4 pt-4 md:px-6">
          {person.deactivatedAt ? (
            <form action={reactivate}>
              <input type="hidden" name="id" value={id} />
              <Button small icon="refresh">
                {t("person.reactivate")}
              </Button>
            </form>
          ) : (
            <>
              <ButtonLink small icon="key" href={paths.settings("people", { panel: `link.${id}` })}>
                {t("person.link")}
              </ButtonLink>
              <ButtonLink small icon="info" href={paths.settings("people", { panel: `sees.${id}` })}>
                {t("sight.ofPerson")}
              </ButtonLink>
              {viewer.can("viewAs") && (
                <form action={viewAs}>
                  <input type="hidden" name="id" value={id} />
                  <Button small icon="person">
                    {t("person.viewAs")}
                  </Button>
                </form>
              )}
              <form action={signOutEverywhere}>
                <input type="hidden" name="id" value={id} />
                <Button small icon="out">
                  {t("person.endSessions")}
                </Button>
              </form>
            </>
          )}
        </div>
      )}
      {viewer.can("audit") && (
        <p className="px-4 pt-4 md:px-6">
          <PageLink href={paths.settings("security", { person: id })}>{t("securityLog.ofPerson")}</PageLink>
        </p>
      )}
      {person.issuer && <ProviderLine id={id} issuer={person.issuer} isOwn={isOwn} />}
      <Form
        action={save}
        formKey={newFormKey()}
        title={`${t("person.edit")} · Kumppani`}
        texts={await formTexts()}
        submit={t("action.save")}
        labels={await personLabels()}
        hidden={{ id: String(id), version: String(person.version) }}
        values={{
          firstName,
          lastName,
          email,
          companyId: String(companyId),
          profileId: String(profileId ?? ""),
          teams: teams.map(String),
          isSeller: isSeller ? "on" : "",
        }}
        cancel={{ href: close, label: t("action.cancel") }}
        danger={
          !isOwn &&
          !person.deactivatedAt && (
            <ButtonLink tone="bad" href={paths.settings("people", { panel: `deactivate.${id}` })}>
              {t("person.deactivate")}
            </ButtonLink>
          )
        }
      >
        <PersonFields viewer={viewer} company="companyId" isOwn={isOwn} teams={teams} companyId={companyId} />
      </Form>
    </Panel>
  );
}
