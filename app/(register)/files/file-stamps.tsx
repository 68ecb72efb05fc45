import { getTranslations } from "next-intl/server";
import type { Viewer } from "@/lib/access/viewer";
import type { ListedFile } from "@/lib/files/queries";
import { formatsOf } from "@/lib/format";
import { currentLocale } from "@/lib/session";

export async function FileStamps({ viewer, file }: { viewer: Viewer; file: ListedFile }) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const by = (who: string | null) => who ?? t("card.system");
  return (
    <p className="xs faint">
      {file.size !== null && `${format.size(file.size)} · `}
      {t("file.added", { when: format.dateTime(file.createdAt), who: by(file.author) })}
      {file.version > 1 && (
        <>
          <br />
          {t("file.changed", { when: format.dateTime(file.updatedAt), who: by(file.editor) })}
        </>
      )}
    </p>
  );
}
