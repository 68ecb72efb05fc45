import { getTranslations } from "next-intl/server";
import { Panel, PanelBody } from "@/components/panel";
import type { Viewer } from "@/lib/access/viewer";
import { formatsOf } from "@/lib/format";
import { mostCopied, readAddresses } from "@/lib/mailing-lists/export";
import type { MailingList } from "@/lib/mailing-lists/queries";
import { currentLocale } from "@/lib/session";

type Props = { viewer: Viewer; list: MailingList; close: string };

/** The addresses of a mailing list as one text to copy into the blind copies of a letter. */
export async function AddressesPanel({ viewer, list, close }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), currentLocale()]);
  const addresses = await readAddresses(viewer, { ...list.filter, list: list.id });
  const format = formatsOf(locale, viewer.facts.timeZone);
  const title = t("contact.copyEmails");
  return (
    <Panel title={title} close={{ href: close, label: t("action.close") }}>
      <title>{`${title} · Kumppani`}</title>
      <PanelBody>
        <div className="stack">
          <p>{t("mailingList.copyText")}</p>
          {addresses.length >= mostCopied && <p>{t("mailingList.copyMost", { n: format.number(mostCopied) })}</p>}
          <textarea
            className="in"
            aria-label={t("mailingList.addresses")}
            rows={16}
            readOnly
            spellCheck={false}
            value={addresses.join("; ")}
          />
        </div>
      </PanelBody>
    </Panel>
  );
}
