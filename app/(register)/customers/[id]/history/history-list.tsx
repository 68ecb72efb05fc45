import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import type { HistoryLine } from "@/lib/history/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable } from "../card";
import { type Change, type ChangeWords, changeWords, isRestorable, shownChanges } from "./words";

/** Lines of the log under the day they belong to. */
export async function HistoryList({ lines, ...card }: Card & { lines: readonly HistoryLine[] }) {
  const { viewer, customer } = card;
  const [locale, words] = await Promise.all([currentLocale(), changeWords(card, lines)]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  const days = Map.groupBy(lines, ({ at }) => format.date(at));
  return (
    <div className="stack stack--l pt-6">
      {[...days].map(([day, ofDay], place) => (
        <Section key={day} id={`day-${place}`} title={day}>
          <ol className="list">
            {ofDay.map((line) => (
              <li key={line.id}>
                <span className="nw faint">{format.time(line.at)}</span>
                <div className="grow">
                  <Told line={line} words={words} />
                  <dl className="changes">
                    {shownChanges(line, customer.isMasked).map((change) => (
                      <Fragment key={change.id}>
                        <dt>{words.label(line, change)}</dt>
                        <dd>
                          <Values line={line} change={change} words={words} />
                          {isEditable(card) && isRestorable(line, change) && (
                            <ButtonLink
                              href={paths.customerTab(customer.id, "history", { panel: `restore.${change.id}` })}
                              tone="plain"
                              small
                              icon="refresh"
                              label={words.restore(words.label(line, change))}
                            />
                          )}
                        </dd>
                      </Fragment>
                    ))}
                  </dl>
                </div>
              </li>
            ))}
          </ol>
        </Section>
      ))}
    </div>
  );
}

type Line = { line: HistoryLine; words: ChangeWords };

/** Who did what, and from where when it was not on a page. */
async function Told({ line, words }: Line) {
  const t = await getTranslations("history");
  const from = line.source === "import" ? t("fromImport") : line.source === "system" ? t("fromSystem") : null;
  return (
    <p>
      <b>{words.done(line)}</b>{" "}
      <span className="faint">{[line.actorName || t("system"), from].filter(Boolean).join(" · ")}</span>
    </p>
  );
}

async function Values({ line, change, words }: Line & { change: Change }) {
  const t = await getTranslations("history");
  const [before, after] = [words.value(line, change, change.before), words.value(line, change, change.after)];
  return (
    <span>
      {before && (
        <>
          <span className="vh">{t("before")} </span>
          <s>{before}</s> <span aria-hidden="true">→</span>{" "}
        </>
      )}
      <span className="vh">{t("after")} </span>
      {after || <span className="faint">{t("empty")}</span>}
    </span>
  );
}
