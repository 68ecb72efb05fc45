import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/chips";
import { Form } from "@/components/form";
import { html } from "@/components/rows";
import { Facts } from "@/components/section";
import { Rows, Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { formTexts, newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { type Wish, wishQuery } from "@/lib/hand-overs/fields";
import type { Preview } from "@/lib/hand-overs/queries";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { confirmHandOver } from "./actions";

type Props = { viewer: Viewer; wish: Wish; preview: Preview; hasChanged: boolean };

/** What the hand-over would do: in numbers, and row by row, what cannot be done first. */
export async function HandOverPreview({ viewer, wish, preview, hasChanged }: Props) {
  const [t, locale, texts] = await Promise.all([getTranslations(), currentLocale(), formTexts()]);
  const { day, number } = formatsOf(locale, viewer.facts.timeZone);
  const { people, counts, unsold, lines, total, mark } = preview;
  const { parts, ...query } = wishQuery(wish);
  const told = ["customers", "owned", "projects", "managed", "groups", "orders", "kept", "company"] as const;
  const facts = told.filter((name) => counts[name] > 0);
  const span = wish.endsOn
    ? t("handover.between", { from: day(wish.startsOn), to: day(wish.endsOn) })
    : t("handover.starting", { day: day(wish.startsOn) });
  const isLater =
    wish.startsOn > viewer.facts.today && counts.owned + counts.managed + counts.groups + counts.orders > 0;
  const here = t("handover.fromTo", { from: people.from.name, to: people.to.name });
  return (
    <Form
      action={confirmHandOver}
      formKey={newFormKey()}
      key={mark}
      layout="stack"
      title={`${here} · Kumppani`}
      texts={texts}
      submit={t("handover.confirm")}
      hidden={{
        ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value ?? "")])),
        plan: mark,
      }}
      cancel={{ href: paths.handOver(wishQuery(wish)), label: t("action.previous") }}
    >
      {wish.parts.map((part) => (
        <input key={part} type="hidden" name="parts" value={part} />
      ))}
      <h2>{here}</h2>
      {hasChanged && (
        <Badge tone="warn" icon="warn">
          {t("error.planChanged")}
        </Badge>
      )}
      <p>
        {span} {wish.endsOn && t("handover.nothingTaken")} {isLater && t("handover.onTheDay")}
      </p>
      {unsold > 0 && <p>{t("handover.unsold", { name: people.to.name, n: unsold })}</p>}
      {facts.length > 0 ? (
        <Facts items={facts.map((name) => ({ label: t(`handover.count.${name}`), value: number(counts[name]) }))} />
      ) : (
        <p>{t("handover.nothing")}</p>
      )}
      {lines.length > 0 && <Lines lines={lines} />}
      {total > lines.length && (
        <p className="muted">{t("handover.firstRows", { n: lines.length, total: number(total) })}</p>
      )}
    </Form>
  );
}

async function Lines({ lines }: Pick<Preview, "lines">) {
  const t = await getTranslations();
  const what = {
    customer: { ties: t("handover.what.responsible"), lead: t("handover.what.owner") },
    project: { ties: t("handover.what.participant"), lead: t("handover.what.manager") },
  };
  const fates = { given: t("handover.fate.given"), kept: t("handover.fate.kept"), company: t("handover.fate.company") };
  const rows = lines.map((line) => {
    const of = line.of && html`<span class="sub">${line.of}</span>`;
    const badge =
      line.fate === "given" ? html`${fates.given}` : html`<span class="badge badge--warn">${fates[line.fate]}</span>`;
    return html`<tr><th scope="row"><a class="name" href="${paths.customer(line.customerId)}">${line.name}</a>${of}</th><td>${what[line.subject][line.what]}</td><td>${badge}</td></tr>`;
  });
  return (
    <Table
      caption={t("handover.preview")}
      head={
        <>
          <th scope="col">{t("handover.place")}</th>
          <th scope="col">{t("persons.role")}</th>
          <th scope="col">{t("handover.becomes")}</th>
        </>
      }
    >
      <Rows html={html`${rows}`} />
    </Table>
  );
}
