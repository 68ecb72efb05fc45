import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Badge } from "@/components/chips";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import type { ListedHandOver } from "@/lib/hand-overs/queries";
import { currentLocale } from "@/lib/session";
import { takeHandOverBack } from "./actions";

type Props = { viewer: Viewer; handOvers: ListedHandOver[] };

/** What waits for its day and what was done, with the way back. */
export async function HandOverList({ viewer, handOvers }: Props) {
  if (!handOvers.length) return null;
  const [t, locale] = await Promise.all([getTranslations("handover"), currentLocale()]);
  const { day, number } = formatsOf(locale, viewer.facts.timeZone);
  const sizeOf = ({ count, undated }: ListedHandOver) =>
    Object.values(undated).reduce((sum, ids) => sum + ids.length, count);
  return (
    <Section id="hand-overs" title={t("list")}>
      <Table
        caption={t("list")}
        head={
          <>
            <th scope="col">{t("who")}</th>
            <th scope="col">{t("when")}</th>
            <th scope="col" className="num">
              {t("changes")}
            </th>
            <th scope="col">{t("state")}</th>
            <th scope="col" className="tight">
              <span className="vh">{t("revert")}</span>
            </th>
          </>
        }
      >
        <tbody>
          {handOvers.map((handOver) => (
            <tr key={handOver.id}>
              <th scope="row">{t("fromTo", { from: handOver.from, to: handOver.to })}</th>
              <td>
                {handOver.endsOn
                  ? t("between", { from: day(handOver.startsOn), to: day(handOver.endsOn) })
                  : t("starting", { day: day(handOver.startsOn) })}
              </td>
              <td className="num" data-l={t("changes")}>
                {number(sizeOf(handOver))}
              </td>
              <td>
                <Badge
                  tone={handOver.state === "failed" ? "warn" : undefined}
                  icon={handOver.state === "waiting" ? "clock" : undefined}
                >
                  {t(`states.${handOver.state}`)}
                </Badge>
              </td>
              <td className="num tight">
                {(handOver.state === "waiting" || handOver.state === "done") && <Back handOver={handOver} />}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

async function Back({ handOver }: { handOver: ListedHandOver }) {
  const t = await getTranslations();
  return (
    <form action={takeHandOverBack}>
      <input type="hidden" name="id" value={handOver.id} />
      <input type="hidden" name="formKey" value={newFormKey()} />
      <Button small>
        {t(handOver.state === "waiting" ? "action.cancel" : "handover.revert")}
        <span className="vh">: {t("handover.fromTo", { from: handOver.from, to: handOver.to })}</span>
      </Button>
    </form>
  );
}
