import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { List, Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import { noteFilter, noteQuery } from "@/lib/notes/filter";
import { notesOf } from "@/lib/notes/queries";
import { currentLocale } from "@/lib/session";
import { type CardPlace, isWritableAt, keyOf, pathAt } from "../card-place";
import { NoteFilters } from "./note-filters";
import { NoteRow } from "./note-row";
import { PinForm } from "./pin-form";

/** The notes of a customer with all its projects, or of one project. */
export async function NoteSection({ place }: { place: CardPlace }) {
  const { viewer, query } = place;
  const here = keyOf(place);
  const filter = noteFilter(query);
  const [t, locale, found] = await Promise.all([getTranslations(), currentLocale(), notesOf(viewer, here, filter)]);
  const { count } = formatsOf(locale, viewer.facts.timeZone);
  const isNarrowed = filter.q !== "" || filter.project !== null;
  const add = isWritableAt(place) && (
    <ButtonLink href={pathAt(here, { ...noteQuery(filter), panel: "new-note" })} tone="plain" small icon="plus">
      {t("activity.addNote")}
    </ButtonLink>
  );
  return (
    <Section id="notes" title={t("note.title")} count={found.all ? count(found.found) : undefined} actions={add}>
      {(found.all > 0 || isNarrowed) && <NoteFilters place={place} filter={filter} projects={found.projects} />}
      {found.found === 0 && <EmptyLine text={isNarrowed ? t("note.notFound") : t("note.none")} />}
      <PinForm />
      <List>
        {found.notes.map((note) => (
          <NoteRow key={note.id} place={place} filter={filter} note={note} />
        ))}
      </List>
      {found.hasMore && (
        <ButtonLink href={pathAt(here, noteQuery({ ...filter, show: filter.show + 1 }))} small>
          {t("note.older")}
        </ButtonLink>
      )}
    </Section>
  );
}
