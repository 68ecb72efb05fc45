import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { List, ListItem } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { formatBusinessId } from "@/lib/identifiers/rules";
import { paths } from "@/lib/paths";
import { wordIn } from "@/lib/registry/addresses";
import { tidiedName, tidiedTown } from "@/lib/registry/capitals";
import { type Known, knownBusinesses } from "@/lib/registry/known";
import { searchRegister } from "@/lib/registry/look-up";
import { wordsProblem } from "@/lib/registry/new-customer";
import type { Register, RegistryHit } from "@/lib/registry/rules";
import { currentLocale } from "@/lib/session";
import { businessStatusWords } from "../../registry/words";
import { KnownCustomers } from "./known-customers";
import type { Kept } from "./register-search";

type Props = { viewer: Viewer; register: Register; words: string; keep: Kept };

/** What a register has found: each business with what we know of it already, and the way to fill in the form from it. */
export async function RegisterHits({ viewer, register, words, keep }: Props) {
  const t = await getTranslations();
  const wrong = wordsProblem(register, words);
  if (wrong) return <Answer>{t(wrong === "tooShort" ? "registry.tooShort" : "error.registryInvalidId")}</Answer>;
  const found = await searchRegister(viewer, register, words);
  if (!found.ok) return <Answer>{t(`error.${found.problem}`)}</Answer>;
  const { hits, total } = found;
  if (!hits.length) return <Answer>{t("registry.noHits", { words })}</Answer>;

  const ids = hits.map(({ businessId }) => businessId);
  const known = await knownBusinesses(viewer, register, ids);
  return (
    <>
      <Answer>
        {total > hits.length
          ? t("registry.firstHits", { shown: hits.length, total })
          : t("registry.hits", { n: hits.length })}
      </Answer>
      <List>
        {hits.map((hit) => (
          <Hit key={hit.businessId} {...{ hit, register, keep }} known={known.get(hit.businessId)} />
        ))}
      </List>
    </>
  );
}

/** Said also to whoever does not see it come. */
const Answer = ({ children }: { children: ReactNode }) => (
  <p className="mt-4 text-sm text-ink-2" role="status">
    {children}
  </p>
);

type HitProps = { hit: RegistryHit; register: Register; keep: Kept; known: Known | undefined };

async function Hit({ hit, register, keep, known }: HitProps) {
  const [t, locale, statuses] = await Promise.all([
    getTranslations("registry"),
    currentLocale(),
    businessStatusWords(),
  ]);
  const { businessId, status } = hit;
  const [home = ""] = register.countries;
  const name = tidiedName(hit.name, home);
  const language = locale === "sv" ? "sv" : null;
  const town = wordIn(hit.towns, language);
  const facts = [formatBusinessId(home, businessId), wordIn(hit.form, language), town && tidiedTown(town, home)];
  return (
    <ListItem
      title={
        <>
          <span className="name">{name}</span>
          {status !== "active" && (
            <Badge tone={status === "restructuring" ? "warn" : "bad"} icon="warn">
              {statuses[status]}
            </Badge>
          )}
        </>
      }
      meta={
        <>
          {facts.filter(Boolean).join(" · ")}
          {known && <KnownCustomers known={known} />}
        </>
      }
      end={
        <ButtonLink small href={paths.newCustomer({ ...keep, register: register.name, id: businessId })}>
          {t("use")}
          <span className="vh">: {name}</span>
        </ButtonLink>
      }
    />
  );
}
