import { getTranslations } from "next-intl/server";
import { Empty } from "@/components/empty";

/** Why there is no page to show. */
export const reasons = ["ours", "busy", "exports", "foreign", "tooLarge", "updated"] as const;

type Props = { why: (typeof reasons)[number] };

/** In place of a page: plain words, no script needed, in the reader's language. */
export async function FaultText({ why }: Props) {
  const t = await getTranslations();
  const title = t(`fault.${why}.title`);
  return (
    <main className="main">
      <title>{`${title} · Kumppani`}</title>
      <Empty art="missing" title={title} page text={t(`fault.${why}.text`)} />
    </main>
  );
}
