import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Facts } from "@/components/section";
import type { Activity } from "@/lib/activities/queries";
import { mayManage, participantName } from "@/lib/activities/rules";
import { formatsOf } from "@/lib/format";
import { noteFilter, noteQuery } from "@/lib/notes/filter";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type CardPlace, isEditableAt, keyOf, pathAt } from "../card-place";
import { ReadPanel } from "../read-panel";
import { NoteText } from "./note-text";

type Props = { place: CardPlace; note: Activity };

/** A whole note, whom it names and what can be done with it. */
export async function NotePanel({ place, note }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, place.viewer.facts.timeZone);
  const here = keyOf(place);
  const filter = noteFilter(place.query);
  const panel = (what: string) => pathAt(here, { ...noteQuery(filter), panel: `${what}.${note.id}` });
  const by = (who: string | null) => who ?? t("card.system");
  const marks = {
    mentions: note.participants.flatMap(({ writtenAs }) => writtenAs ?? []),
    q: filter.q,
    hrefOf: (name: string) => `${pathAt(here, { notes: `@${name}` })}#notes`,
  };
  return (
    <ReadPanel
      title={note.title}
      about={place.project?.name ?? place.customer.name}
      close={pathAt(here, noteQuery(filter))}
      foot={
        isEditableAt(place) && (
          <ButtonLink href={panel("edit-note")} tone="go" icon="edit">
            {t("action.edit")}
          </ButtonLink>
        )
      }
      danger={
        isEditableAt(place) &&
        mayManage(place.viewer, note) && (
          <ButtonLink href={panel("delete-note")} tone="bad" icon="trash">
            {t("action.delete")}
          </ButtonLink>
        )
      }
    >
      {note.body && (
        <p className="running whitespace-pre-line">
          <NoteText text={note.body} {...marks} />
        </p>
      )}
      <NoteFacts place={place} note={note} />
      <p className="xs faint">
        {t("customer.created", { when: format.dateTime(note.createdAt), who: by(note.creator) })}
        <br />
        {t("customer.updated", { when: format.dateTime(note.updatedAt), who: by(note.updatedBy) })}
      </p>
    </ReadPanel>
  );
}

async function NoteFacts({ place, note }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { dueOn, projectId, project, salesCaseId, salesCase, participants, isPrivate } = note;
  const { day } = formatsOf(locale, place.viewer.facts.timeZone);
  const names = (isEmployee: boolean) =>
    participants
      .filter(({ employeeId }) => Boolean(employeeId) === isEmployee)
      .map((one) => participantName(one, t("contact.deleted")))
      .join(", ");
  return (
    <Facts
      items={[
        { label: t("activity.author"), value: note.creator },
        { label: t("activity.on"), value: dueOn && day(dueOn) },
        { label: t("activity.typeId"), value: note.type },
        { label: t("activity.projectId"), value: projectId && <a href={paths.project(projectId)}>{project}</a> },
        {
          label: t("activity.salesCaseId"),
          value: salesCaseId && <a href={paths.customerSalesCase(place.customer.id, salesCaseId)}>{salesCase}</a>,
        },
        { label: t("note.mentioned"), value: names(true) },
        { label: t("activity.participants"), value: names(false) },
        { label: t("activity.isPrivate"), value: isPrivate && t("activity.privateHint") },
      ]}
    />
  );
}
