import { getTranslations } from "next-intl/server";
import { PageLink } from "@/components/page-link";
import { paths } from "@/lib/paths";
import type { Known } from "@/lib/registry/known";

/** That a business is a customer already: by name where the viewer may open it, else that there is one. */
export async function KnownCustomers({ known: { open, isHidden } }: { known: Known }) {
  const t = await getTranslations("registry");
  return (
    <>
      {open.map(({ id, name, number }) => (
        <span key={id} className="block">
          {t.rich("known", {
            customer: `${name} (${number})`,
            link: (words) => <PageLink href={paths.customer(id)}>{words}</PageLink>,
          })}
        </span>
      ))}
      {isHidden && <span className="block">{t("knownHidden")}</span>}
    </>
  );
}
