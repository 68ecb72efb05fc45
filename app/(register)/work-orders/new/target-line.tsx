import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { PageLink } from "@/components/page-link";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale } from "@/lib/session";
import { mostCustomers, type Target } from "@/lib/work-order-making/fields";
import type { Preview } from "@/lib/work-order-making/queries";

type Props = { viewer: Viewer; target: Target; preview: Preview };

/** For whom the order is and how many get it, before anything is typed. */
export async function TargetLine({ viewer, target, preview }: Props) {
  const [t, locale] = await Promise.all([getTranslations("workOrder"), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const { customers, archived, withoutOwner, name } = preview;
  const isTooMany = customers > mostCustomers;
  const sentences = [
    t("previewCustomers", { count: customers, number: number(customers) }),
    archived > 0 && t("previewArchived", { count: archived }),
    isTooMany && t("previewTooMany", { max: number(mostCustomers) }),
    withoutOwner > 0 && t("previewNoOwner", { count: withoutOwner }),
  ];
  const who = name ?? t(target.filter ? "ofList" : "ofTicked");
  return (
    <div className="mb-6">
      <Notice kind={isTooMany || customers === 0 ? "warn" : "note"}>
        <strong>{who}</strong> · {sentences.filter(Boolean).join(" ")}{" "}
        <PageLink href={target.filter ? paths.customersFound(target.filter) : paths.newWorkOrder()}>
          {t("changeTarget")}
        </PageLink>
      </Notice>
    </div>
  );
}
