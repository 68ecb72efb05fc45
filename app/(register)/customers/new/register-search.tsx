import { getTranslations } from "next-intl/server";
import { SearchLine } from "@/components/search-line";
import { Section } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { countryName } from "@/lib/countries";
import { paths } from "@/lib/paths";
import { type Asked, registersAmong } from "@/lib/registry/new-customer";
import { currentLocale } from "@/lib/session";
import { RegisterHits } from "./register-hits";

/** Parts of the address of the page that a search keeps. */
export type Kept = Record<string, string | number | null | undefined>;

type Props = { viewer: Viewer; asked: Asked; keep: Kept };

/** A business is looked for in a business register, so that it fills in the form below. */
export async function RegisterSearch({ viewer, asked, keep }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const offered = registersAmong(viewer.facts.registers);
  const { register, find, id } = asked;
  const country = t("registry.searchIn");
  return (
    <div className="max-w-160 mb-8">
      <Section id="register-search" title={t("registry.searchCreate")} text={t("registry.searchText")} pad>
        {offered.length > 0 && (
          <SearchLine
            action={paths.newCustomer()}
            label={t("registry.searchCreate")}
            placeholder={t("registry.searchWords")}
            submit={t("action.search")}
            name="find"
            value={find}
            hidden={texts(keep)}
          >
            <select
              className="in w-auto max-md:w-full"
              name="register"
              aria-label={country}
              defaultValue={register.name}
              key={register.name}
            >
              {offered.map(({ name, countries: [home = ""] }) => (
                <option key={name} value={name}>
                  {countryName(home, locale)}
                </option>
              ))}
            </select>
          </SearchLine>
        )}
        {find && !id && <RegisterHits viewer={viewer} register={register} words={find} keep={keep} />}
      </Section>
    </div>
  );
}

const texts = (kept: Kept) =>
  Object.fromEntries(Object.entries(kept).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
