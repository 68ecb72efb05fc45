import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { Notice } from "@/components/flash";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import type { ListedRange } from "@/lib/numbering/queries";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";

/** Where new numbers come from, what is next in each range and how much of it is left. */
export async function Ranges({ ranges }: { ranges: readonly ListedRange[] }) {
  const [t, viewer, locale] = await Promise.all([getTranslations("numbering"), currentViewer(), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const mixed = ranges.flatMap((range) => range.mixed);
  return (
    <Section id="ranges" title={t("ranges")} count={number(ranges.length)} text={t("rangesAbout")}>
      {mixed.length > 0 && (
        <Notice kind="warn">
          {t("rangesOverlap")}{" "}
          {mixed.map(({ id, name }) => (
            <PageLink key={id} href={paths.group(id)}>
              {name}
            </PageLink>
          ))}
        </Notice>
      )}
      <Table
        head={
          <>
            <th scope="col">{t("range")}</th>
            <th scope="col" className="num">
              {t("from")}
            </th>
            <th scope="col" className="num">
              {t("next")}
            </th>
            <th scope="col" className="num">
              {t("left")}
            </th>
          </>
        }
      >
        <tbody>
          {ranges.map(({ group, start, next, free }) => (
            <tr key={group?.id ?? 0}>
              <th scope="row">
                {group ? (
                  <PageLink className="name" href={paths.group(group.id)}>
                    {group.name}
                  </PageLink>
                ) : (
                  t("everybody")
                )}
              </th>
              <td className="num" data-l={t("from")}>
                {start}
              </td>
              <td className="num" data-l={t("next")}>
                {next}
              </td>
              <td className="num" data-l={t("left")}>
                {free === 0 ? (
                  <Badge tone="warn" icon="warn">
                    {t("full")}
                  </Badge>
                ) : free === null ? (
                  t("unlimited")
                ) : (
                  number(free)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
