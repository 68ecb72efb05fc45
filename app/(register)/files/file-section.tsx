import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { EmptyLine } from "@/components/empty";
import { List, ListItem, Section } from "@/components/section";
import { filesOf, type ListedFile } from "@/lib/files/queries";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";
import { type CardPlace, isWritableAt, keyOf, pathAt } from "../card-place";
import { FileLink } from "./file-link";

const shown = 10;
const most = 500;

/** Files and links beside the contact information: the newest ones, or all of them on request. */
export async function FileSection({ place }: { place: CardPlace }) {
  const { viewer, customer, query } = place;
  const here = keyOf(place);
  const [t, locale, files] = await Promise.all([
    getTranslations(),
    currentLocale(),
    filesOf(viewer, customer.id, query.files === "all" ? most : shown),
  ]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const total = files[0]?.total ?? 0;
  const add = isWritableAt(place) && (
    <ButtonLink href={pathAt(here, { panel: "new-file" })} tone="plain" small icon="plus">
      {t("file.add")}
    </ButtonLink>
  );
  const meta = ({ size, projectName, author, createdAt, description }: ListedFile) =>
    [size === null ? null : format.size(size), projectName, description?.split("\n")[0], author, format.date(createdAt)]
      .filter(Boolean)
      .join(" · ");
  return (
    <Section id="files" title={t("file.title")} count={total ? String(total) : undefined} actions={add}>
      {total === 0 ? (
        <EmptyLine text={t("file.none")} />
      ) : (
        <List>
          {files.map((file) => (
            <ListItem
              key={file.id}
              icon={file.url === null ? "file" : "link"}
              title={<FileLink file={file}>{file.name}</FileLink>}
              meta={meta(file)}
              end={
                <ButtonLink
                  href={pathAt(here, { panel: `file.${file.id}` })}
                  tone="plain"
                  small
                  icon="dots"
                  label={t("file.details", { name: file.name })}
                />
              }
            />
          ))}
        </List>
      )}
      {total > files.length && (
        <p className="xs">
          <a href={pathAt(here, { files: "all" })}>{t("file.all", { count: total })}</a>
        </p>
      )}
    </Section>
  );
}
