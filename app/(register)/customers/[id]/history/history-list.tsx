import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import { formatsOf } from "@/lib/format";
import type { HistoryLine } from "@/lib/history/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { type Card, isEditable } from "../card";
import { type Change, type ChangeWords, changeWords, shownChanges } from "./words";

/** Lines of the log under the month they belong to. */
export async function HistoryList({ lines, ...card }: Card & { lines: readonly HistoryLine[] }) {
  const [locale, words] = await Promise.all([currentLocale(), changeWords(card, lines)]);
  const format = formatsOf(locale, card.viewer.facts.timeZone);
  const months = Map.groupBy(lines, ({ at }) => format.month(at));
  return (
    <div className="stack stack--l">
      {[...months].map(([month, ofMonth], place) => (
        <Section key={month} id={`month-${place}`} title={month}>
          <ol className="list">
            {ofMonth.map((line) => (
              <li key={line.id}>
                <time className="nw faint w-36 shrink-0" dateTime={line.at.toISOString()}>
                  {format.dateTime(line.at)}
                </time>
                <div className="grow">
                  <Told line={line} words={words} when={format.dateTime} />
                  <Changes {...card} line={line} words={words} />
                </div>
              </li>
            ))}
          </ol>
        </Section>
      ))}
    </div>
  );
}

function Changes({ line, words, ...card }: Card & Line) {
  const told = shownChanges(line).filter((change) => words.label(line, change));
  if (told.length === 0) return null;
  return (
    <dl className="changes">
      {told.map((change) => (
        <Fragment key={change.id}>
          <dt>{words.label(line, change)}</dt>
          <dd>
            <Values line={line} change={change} words={words} />
            {isEditable(card) && words.isRestorable(line, change) && (
              <ButtonLink
                href={paths.customerTab(card.customer.id, "history", { panel: `restore.${change.id}` })}
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
  );
}

type Line = { line: HistoryLine; words: ChangeWords };

/** Who did what, and from where when it was not on a page. */
async function Told({ line, words, when }: Line & { when: (at: Date) => string }) {
  const t = await getTranslations("history");
  const href = words.href(line);
  const register = await fromRegistry(line, when);
  const from = {
    web: register,
    import: t("fromImport"),
    system: t("fromSystem"),
    registry: register,
  }[line.source];
  return (
    <p>
      <b>{words.done(line)}</b> {href ? <a href={href}>{words.subject(line)}</a> : words.subject(line)}{" "}
      <span className="faint">{[line.actorName || t("system"), from].filter(Boolean).join(" · ")}</span>
    </p>
  );
}

/** Which business register said so, and when: "PRH (Finland), fetched 22 Nov 2026 8.14". */
async function fromRegistry({ facts }: HistoryLine, when: (at: Date) => string): Promise<string | null> {
  const t = await getTranslations();
  if (typeof facts?.register !== "string" || typeof facts.fetchedAt !== "string") return null;
  const register = t(`registryQueue.registers.${facts.register as "prh"}`);
  return t("history.fromRegistry", { register, when: when(new Date(facts.fetchedAt)) });
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
