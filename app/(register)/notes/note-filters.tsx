import NextForm from "next/form";
import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { Icon } from "@/components/icon";
import type { NoteFilter } from "@/lib/notes/filter";
import type { NotedProject } from "@/lib/notes/queries";
import { type CardPlace, keyOf, pathAt } from "../card-place";

type Props = { place: CardPlace; filter: NoteFilter; projects: readonly NotedProject[] };

/** Narrows the notes by words, and on the customer's card by project. */
export async function NoteFilters({ place, filter: { q, project }, projects }: Props) {
  const t = await getTranslations();
  const here = pathAt(keyOf(place));
  return (
    <NextForm key={`${q} ${project}`} action={here} className="narrow" prefetch={false} scroll={false} role="search">
      <div className="find">
        <Icon name="search" />
        <input
          className="in"
          type="search"
          name="notes"
          defaultValue={q}
          aria-label={t("note.search")}
          placeholder={t("note.search")}
        />
      </div>
      {!place.project && projects.length > 0 && (
        <select className="in" name="notesProject" aria-label={t("file.project")} defaultValue={String(project ?? "")}>
          <option value="">{t("note.anyProject")}</option>
          <option value="none">{t("note.noProject")}</option>
          {projects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <Button small>{t("action.search")}</Button>
      {(q || project) && (
        <ButtonLink href={`${here}#notes`} tone="plain" small>
          {t("note.all")}
        </ButtonLink>
      )}
    </NextForm>
  );
}
