import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { PageLink } from "@/components/page-link";
import { List, ListItem, Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { mostMentions, myMentions } from "@/lib/notes/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { putAway } from "./notes/actions";

const formId = "put-away";

/** Notes in which somebody named the viewer, until they put them away. */
export async function MyMentions({ viewer }: { viewer: Viewer }) {
  const [t, locale, mentions] = await Promise.all([getTranslations("home"), currentLocale(), myMentions(viewer)]);
  if (mentions.length === 0) return null;
  const format = formatsOf(locale, viewer.facts.timeZone);
  const shown = mentions.slice(0, mostMentions);
  return (
    <Section id="mentions" title={t("mentioned")} count={format.number(shown.length)}>
      <form id={formId} action={putAway} hidden />
      <List>
        {shown.map(({ id, mentionId, customerId, customer, title, project, author, createdAt }) => (
          <ListItem
            key={id}
            icon="note"
            title={
              <PageLink className="name" href={paths.customer(customerId, { panel: `activity.${id}` })}>
                {title}
              </PageLink>
            }
            meta={[author, customer, project].filter(Boolean).join(" · ")}
            end={
              <>
                <span className="nw">{format.date(createdAt)}</span>
                <Button
                  form={formId}
                  name="mention"
                  value={String(mentionId)}
                  icon="x"
                  tone="plain"
                  small
                  label={t("putAway", { title })}
                />
              </>
            }
          />
        ))}
      </List>
      {mentions.length > shown.length && <p className="faint xs">{t("moreActivities", { n: mostMentions })}</p>}
    </Section>
  );
}
