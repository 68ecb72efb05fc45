import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import type { Locale } from "@/lib/access/viewer";
import type { Problem } from "@/lib/errors";
import type { Finding, Note } from "@/lib/imports/cells";
import type { ImportedFile } from "@/lib/imports/queries";
import { paths } from "@/lib/paths";
import { noteText, problemText } from "./findings";
import { FindingsTable } from "./findings-table";

type Found<What> = { count: number; first: readonly Finding<What>[] };

type Shared = { file: ImportedFile; number: (value: number) => string };

const countOf = ({ count, first }: Found<unknown>, number: (value: number) => string) =>
  first.length < count ? `${number(first.length)} / ${number(count)}` : number(count);

/** The cells that keep rows out; all of them in a workbook that can be corrected and brought in. */
export async function Problems({ file, problems, number }: Shared & { problems: Found<Problem> }) {
  const [t, errors] = await Promise.all([getTranslations("import"), getTranslations("error")]);
  if (!problems.count) return null;
  return (
    <Section
      id="problems"
      title={t("problems")}
      count={countOf(problems, number)}
      actions={
        <ButtonLink href={paths.importRejected(file.id)} icon="excel" small download>
          {t("errorFile")}
        </ButtonLink>
      }
    >
      <FindingsTable
        caption={t("problems")}
        file={file}
        findings={problems.first}
        words={(what) => problemText(what, errors)}
        tone="bad"
      />
    </Section>
  );
}

/** What goes in all the same, but not quite as the file has it. */
export async function Notes({ file, notes, locale, number }: Shared & { notes: Found<Note>; locale: Locale }) {
  const t = await getTranslations("import");
  if (!notes.count) return null;
  return (
    <Section id="notes" title={t("notes")} count={countOf(notes, number)}>
      <FindingsTable
        caption={t("notes")}
        file={file}
        findings={notes.first}
        words={(what) => noteText(what, locale, t)}
        tone="warn"
      />
    </Section>
  );
}
