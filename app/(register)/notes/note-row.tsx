import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { Icon } from "@/components/icon";
import { participantName } from "@/lib/activities/rules";
import { formatsOf } from "@/lib/format";
import { type NoteFilter, noteQuery } from "@/lib/notes/filter";
import type { ListedNote } from "@/lib/notes/queries";
import { excerptOf } from "@/lib/notes/rules";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type CardPlace, isEditableAt, keyOf, pathAt } from "../card-place";
import { NoteText } from "./note-text";
import { pinFormId } from "./pin-form";

type Props = { place: CardPlace; filter: NoteFilter; note: ListedNote };

/** One note with its text; a long one is read whole in its panel. */
export async function NoteRow({ place, filter, note }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const { id, title, body, participants, isPinned } = note;
  const mentions = participants.flatMap(({ writtenAs }) => writtenAs ?? []);
  const beside = participants.filter(({ writtenAs }) => !writtenAs);
  const here = keyOf(place);
  const hrefOf = (name: string) => `${pathAt(here, { notes: `@${name}` })}#notes`;
  const open = pathAt(here, { ...noteQuery(filter), panel: `note.${id}` });
  const shown = excerptOf(body ?? "", filter.q);
  const marks = { mentions, q: filter.q, hrefOf };
  return (
    <li className="note">
      <Icon name={isPinned ? "tack" : "note"} />
      <div className="grow">
        <div className="row row--name">
          <strong>
            <NoteText text={title} {...marks} />
          </strong>
          {isPinned && <Badge>{t("activity.pinned")}</Badge>}
          {note.isPrivate && <Badge icon="lock">{t("activity.isPrivate")}</Badge>}
        </div>
        <span className="sub">
          <Meta
            place={place}
            note={note}
            q={filter.q}
            day={formatsOf(locale, place.viewer.facts.timeZone).day(note.day)}
          />
        </span>
        {body && (
          <p className="running">
            <NoteText text={shown.text} {...marks} />
          </p>
        )}
        {!shown.isWhole && (
          <ButtonLink href={open} small tone="plain">
            {t("note.whole")}
          </ButtonLink>
        )}
        {beside.length > 0 && (
          <span className="sub">
            {t("note.with", { names: beside.map((one) => participantName(one, t("contact.deleted"))).join(", ") })}
          </span>
        )}
      </div>
      <div className="end">
        {isEditableAt(place) && (
          <Button
            form={pinFormId}
            name="pin"
            value={`${id}.${isPinned ? "" : "on"}`}
            icon="tack"
            tone="plain"
            small
            label={isPinned ? t("note.unpin", { title }) : t("note.pin", { title })}
          />
        )}
        <ButtonLink href={open} tone="plain" small icon="dots" label={t("note.details", { title })} />
      </div>
    </li>
  );
}

type MetaProps = { place: CardPlace; note: ListedNote; q: string; day: string };

function Meta({ place, note: { author, projectId, project }, q, day }: MetaProps) {
  return (
    <>
      {author && (
        <>
          <NoteText text={author} q={q} />
          {" · "}
        </>
      )}
      {day}
      {!place.project && projectId && (
        <>
          {" · "}
          <a href={paths.project(projectId)}>
            <NoteText text={project ?? ""} q={q} />
          </a>
        </>
      )}
    </>
  );
}
