import { getTranslations } from "next-intl/server";
import { Table } from "@/components/table";
import type { Locale, Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { SecurityLine } from "@/lib/security-log/queries";
import { notesOf, sentenceOf } from "@/lib/security-log/words";
import { namesIn } from "./names";

type Props = { viewer: Viewer; locale: Locale; lines: readonly SecurityLine[] };

/** Each line a sentence, what it was about below it: named where the reader may see it, with the way to its card. */
export async function SecurityTable({ viewer, locale, lines }: Props) {
  const [t, { nameOf, changedIn }] = await Promise.all([getTranslations(), namesIn(viewer, lines, locale)]);
  const { dateTime } = formatsOf(locale, viewer.facts.timeZone);
  const rows = lines.map((line) => ({
    ...line,
    notes: [nameOf(line), changedIn(line), ...notesOf(line, t)].filter(Boolean).join(" · "),
  }));
  return (
    <Table
      caption={t("settings.section.security")}
      head={
        <>
          <th scope="col">{t("securityLog.when")}</th>
          <th scope="col">{t("securityLog.what")}</th>
          <th scope="col" title={t("securityLog.networkHint")}>
            {t("securityLog.network")}
          </th>
        </>
      }
    >
      <tbody>
        {rows.map((line) => (
          <tr key={line.id}>
            <td className="nw">
              <time dateTime={line.at.toISOString()}>{dateTime(line.at)}</time>
            </td>
            <td className="wrap-anywhere">
              {sentenceOf(line, t)}
              {(line.aboutName || line.notes) && (
                <span className="sub">
                  {line.aboutName && line.aboutId && <a href={paths.customer(line.aboutId)}>{line.aboutName}</a>}
                  {line.aboutName && line.notes && " · "}
                  {line.notes}
                </span>
              )}
            </td>
            <td className="nw faint">{line.network}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
