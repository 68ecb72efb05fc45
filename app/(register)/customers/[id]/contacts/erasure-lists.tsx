import { getTranslations } from "next-intl/server";
import type { Erasure } from "@/lib/erasure/queries";

const namesOf = (named: readonly { name: string }[]) => named.map(({ name }) => name).join(", ");

/** What goes with a person and what stays, as far as the reader may see it. */
export async function ErasureLists({ erasure }: { erasure: Erasure }) {
  const t = await getTranslations("erasure");
  const { customers, files, activities, projects, salesCases } = erasure;
  const nameless = [
    activities > 0 && t("activities", { count: activities }),
    projects > 0 && t("projects", { count: projects }),
    salesCases > 0 && t("salesCases", { count: salesCases }),
  ].filter((what) => what !== false);
  return (
    <>
      <section>
        <h3>{t("goes")}</h3>
        <ul className="list-disc ps-5">
          <li>{t("details")}</li>
          <li>{t("where", { customers: namesOf(customers) })}</li>
          {files.length > 0 && <li>{t("files", { count: files.length, names: namesOf(files) })}</li>}
          <li>{t("log")}</li>
        </ul>
      </section>
      <section>
        <h3>{t("stays")}</h3>
        <ul className="list-disc ps-5">
          {nameless.map((what) => (
            <li key={what}>{t("nameless", { what })}</li>
          ))}
          <li>{t("invoices")}</li>
        </ul>
      </section>
    </>
  );
}
