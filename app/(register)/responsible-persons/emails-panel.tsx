import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import type { PersonFilter } from "@/lib/responsible-persons/filter";
import { listAddresses } from "@/lib/responsible-persons/queries";
import { currentLocale } from "@/lib/session";
import { ReadPanel } from "../read-panel";

const mostAddresses = 500;
/** Longer links some mail programs cut off. */
const longestLink = 1_900;

type Props = { viewer: Viewer; filter: PersonFilter; close: string };

/** The addresses of everybody the list holds, once each: to copy, and as one letter where they fit into a link. */
export async function EmailsPanel({ viewer, filter, close }: Props) {
  const [t, locale] = await Promise.all([getTranslations("persons"), currentLocale()]);
  const addresses = await listAddresses(viewer, filter, mostAddresses, locale);
  const number = formatsOf(locale, viewer.facts.timeZone).number;
  const letter = `mailto:?bcc=${addresses.map(encodeURIComponent).join(",")}`;
  const fits = addresses.length > 0 && letter.length <= longestLink;
  return (
    <ReadPanel
      title={t("mailAll")}
      close={close}
      foot={
        fits && (
          <ButtonLink href={letter} tone="go" icon="list">
            {t("write")}
          </ButtonLink>
        )
      }
    >
      <p>{t("mailText", { n: addresses.length })}</p>
      {addresses.length >= mostAddresses && <p>{t("mailMost", { n: number(mostAddresses) })}</p>}
      <textarea
        className="in"
        aria-label={t("addresses")}
        rows={16}
        readOnly
        spellCheck={false}
        value={addresses.join("; ")}
      />
    </ReadPanel>
  );
}
