import { getTranslations } from "next-intl/server";
import { SearchLine } from "@/components/search-line";
import type { MatrixEmployee } from "@/lib/matrix/queries";
import { paths } from "@/lib/paths";

/** On phones, in place of the grid: whose responsibilities to see as a list. */
export async function PhoneChoice({ everybody }: { everybody: readonly MatrixEmployee[] }) {
  const t = await getTranslations();
  const search = t("matrix.search");
  return (
    <div className="mx-choice stack">
      <h2>{t("matrix.whose")}</h2>
      <SearchLine
        action={paths.responsibilities()}
        label={t("matrix.ofCustomer")}
        placeholder={search}
        submit={t("matrix.show")}
        hidden={{ view: "list" }}
      />
      <form className="search-line" action={paths.responsibilities()} aria-label={t("matrix.ofEmployee")}>
        <input type="hidden" name="view" value="list" />
        <select className="in" name="responsible" aria-label={t("resp.employee")}>
          {everybody.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit" className="btn">
          {t("matrix.show")}
        </button>
      </form>
      <p>
        <a href={paths.responsibilities({ view: "grid" })}>{t("matrix.allAsGrid")}</a>
      </p>
    </div>
  );
}
